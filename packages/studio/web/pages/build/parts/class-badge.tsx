import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import type { DataClass } from '../../../graph/operations.ts';

const tones = { C0: 'quiet', C1: 'good', C2: 'warn', C3: 'bad', C4: 'bad' } as const;

/** A data class in a word. */
export function ClassBadge({ dataClass }: { readonly dataClass: DataClass | null }) {
  const t = useTranslations('words.dataClass');
  const known = dataClass ?? 'C0';
  return <Badge tone={tones[known]}>{t(known)}</Badge>;
}
