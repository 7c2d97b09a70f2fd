import { useTranslations } from 'use-intl';
import type { DataClass } from '../graph/operations.ts';
import { Badge } from './badge.tsx';

const tones = { C0: 'quiet', C1: 'quiet', C2: 'warn', C3: 'bad', C4: 'bad' } as const;

/** Class of data, in a word. */
export function DataClassBadge({ value }: { readonly value: DataClass | null | undefined }) {
  const t = useTranslations('words.dataClass');
  return value === null || value === undefined ? null : <Badge tone={tones[value]}>{t(value)}</Badge>;
}
