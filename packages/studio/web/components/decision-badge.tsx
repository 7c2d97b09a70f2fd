import { useTranslations } from 'use-intl';
import type { AccessDecisionMade } from '../graph/operations.ts';
import { Badge } from './badge.tsx';

const tones = { APPROVED: 'good', REFUSED: 'bad' } as const;

interface DecisionBadgeProps {
  readonly decision: AccessDecisionMade | null;
  /** Fields that were declined although the rest was approved. */
  readonly declined?: readonly unknown[];
  /** Shown while there is no decision. */
  readonly undecided: string;
}

/** An agency's decision on its part of a request, in words. */
export function DecisionBadge({ decision, declined = [], undecided }: DecisionBadgeProps) {
  const t = useTranslations('words.accessDecision');
  if (decision === null) return <Badge tone="warn">{undecided}</Badge>;
  if (declined.length > 0) return <Badge tone="warn">{t('IN_PART')}</Badge>;
  return <Badge tone={tones[decision]}>{t(decision)}</Badge>;
}
