import type { useTranslations } from 'use-intl';
import type { Openness } from '../../../graph/purpose-lens.ts';

/** Words of the page's language for what a lens shows. */
export type LensWords = ReturnType<typeof useTranslations<'schema.lens'>>;

/** The scopes to consent to, or what is missing, as one text: editors show no markup. Empty if it is open. */
export function opennessReason(openness: Openness, t: LensWords): string {
  if (openness.kind === 'allowed') return '';
  const scopes = openness.scopes.join(', ');
  if (openness.kind === 'consent') return scopes;
  if (openness.lacks.length === 0) return t('officials');
  const lacks = openness.lacks.map((lack) =>
    lack === 'scopes' ? `${t('lacks.scopes')} ${scopes}` : t(`lacks.${lack}`),
  );
  return lacks.join(t('separator'));
}
