import { useTranslations } from 'use-intl';

/** Stands where something is being loaded. */
export function Loading() {
  const t = useTranslations('app');
  return (
    <p className="loading" role="status">
      {t('loading')}
    </p>
  );
}
