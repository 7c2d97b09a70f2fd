import { Link, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import icon from '../icon.svg';
import { isExplorer } from './documents.ts';
import { useStudio } from './studio-context.tsx';

export function Brand() {
  const t = useTranslations('app');
  const { language } = useStudio();
  const { pathname } = useLocation();
  return (
    <Link className="brand" to={`/${language}`} reloadDocument={isExplorer(pathname)}>
      <img src={icon} alt="" width="28" height="28" />
      <span>{t('name')}</span>
    </Link>
  );
}
