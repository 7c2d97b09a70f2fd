import { useTranslations } from 'use-intl';
import type { AccessDecisionMade } from '../graph/operations.ts';
import { Badge } from './badge.tsx';

const tones = { APPROVED: 'good', REFUSED: 'bad' } as const;

interface DecisionBadgeProps {
  readonly decision: AccessDecisionMade | null;
  /** Shown while there is no decision. */
  readonly undecided: string;
}

/** An agency's decision on its part of a request, in words. */
export function DecisionBadge({ decision, undecided }: DecisionBadgeProps) {
  const t = useTranslations('words.accessDecision');
  if (decision === null) return <Badge tone="warn">{undecided}</Badge>;
  return <Badge tone={tones[decision]}>{t(decision)}</Badge>;
}
