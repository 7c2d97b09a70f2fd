import { useTranslations } from 'use-intl';
import { OnlyFor } from '../../app/only-for.tsx';
import { Page } from '../../components/page.tsx';

export default function BuildPages() {
  const t = useTranslations('app');
  return (
    <OnlyFor title={t('build')} kind="developer">
      <Page title={t('build')}>…</Page>
    </OnlyFor>
  );
}
