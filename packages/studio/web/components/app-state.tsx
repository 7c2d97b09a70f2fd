import { useTranslations } from 'use-intl';
import type { AppState } from '../graph/operations.ts';
import { Badge } from './badge.tsx';

const tones = {
  DRAFT: 'quiet',
  SUBMITTED: 'warn',
  APPROVED_IN_PART: 'good',
  APPROVED: 'good',
  REFUSED: 'bad',
  SUSPENDED: 'bad',
  DELETED: 'quiet',
} as const;

/** State of an app's approval, in words. */
export function AppStateBadge({ state }: { readonly state: AppState }) {
  const t = useTranslations('words.appState');
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
}
