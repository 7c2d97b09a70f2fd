import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import type { Openness } from '../../../graph/purpose-lens.ts';

const tones = { allowed: 'good', consent: 'warn', closed: 'bad' } as const;

export function OpennessBadge({ kind }: { readonly kind: Openness['kind'] }) {
  const t = useTranslations('schema.lens.states');
  return <Badge tone={tones[kind]}>{t(kind)}</Badge>;
}
