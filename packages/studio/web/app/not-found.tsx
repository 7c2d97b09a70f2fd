import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { Page } from '../components/page.tsx';

export function NotFound() {
  const t = useTranslations('app.notFound');
  const { pathname } = useLocation();
  return (
    <Page title={t('title')} lead={t('text')}>
      <p>
        <code>{pathname}</code>
      </p>
    </Page>
  );
}
