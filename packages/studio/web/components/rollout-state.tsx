import { useTranslations } from 'use-intl';
import type { RolloutState } from '../graph/operations.ts';
import { Badge } from './badge.tsx';

const tones = { CANARY: 'warn', IN_FORCE: 'good', SUPERSEDED: 'quiet', ROLLED_BACK: 'bad' } as const;

/** State of a rollout, in words. */
export function RolloutStateBadge({ state }: { readonly state: RolloutState }) {
  const t = useTranslations('words.rolloutState');
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
}
