import { Link, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { Page } from '../components/page.tsx';
import { useStudio } from './studio-context.tsx';

export function NotFound() {
  const t = useTranslations('app.notFound');
  const { language } = useStudio();
  const { pathname } = useLocation();
  return (
    <Page title={t('title')} lead={t('text')}>
      <p>
        <code>{pathname}</code>
      </p>
      <Link to={`/${language}`}>{t('home')}</Link>
    </Page>
  );
}
