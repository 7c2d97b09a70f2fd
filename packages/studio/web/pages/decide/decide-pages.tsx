import { useTranslations } from 'use-intl';
import { OnlyFor } from '../../app/only-for.tsx';
import { Page } from '../../components/page.tsx';

export default function DecidePages() {
  const t = useTranslations('app');
  return (
    <OnlyFor title={t('decide')} kind="operator">
      <Page title={t('decide')}>…</Page>
    </OnlyFor>
  );
}
