import { useTranslations } from 'use-intl';
import { Page } from '../../components/page.tsx';

export default function SchemaPages() {
  const t = useTranslations('app');
  return <Page title={t('schema')}>…</Page>;
}
