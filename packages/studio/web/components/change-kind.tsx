import { useTranslations } from 'use-intl';
import type { ChangeKind } from '../graph/operations.ts';
import { Badge } from './badge.tsx';

const tones = {
  BREAKING: 'bad',
  ACCESS_LOST: 'bad',
  DEPRECATED: 'warn',
  DANGEROUS: 'warn',
  ACCESS_GAINED: 'warn',
  SAFE: 'quiet',
} as const;

/** Kind of a change for callers of the graph, in words. */
export function ChangeKindBadge({ kind }: { readonly kind: ChangeKind }) {
  const t = useTranslations('words.changeKind');
  return <Badge tone={tones[kind]}>{t(kind)}</Badge>;
}
