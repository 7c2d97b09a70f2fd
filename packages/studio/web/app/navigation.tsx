import { NavLink, useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { isExplorer } from './documents.ts';
import { inLanguage, languageNames, languages } from './language.ts';
import { useStudio } from './studio-context.tsx';

/** Pages of the Studio in the order of the header, as paths below the language. */
const pages = ['explore', 'schema', 'build', 'decide', 'run'] as const;

export function Navigation() {
  const t = useTranslations('app');
  const { language } = useStudio();
  const { pathname } = useLocation();
  const path = (page: string) => `/${language}/${page}`;
  return (
    <nav className="nav" aria-label={t('navigation')}>
      {pages.map((page) => (
        <NavLink key={page} to={path(page)} reloadDocument={isExplorer(path(page)) !== isExplorer(pathname)}>
          {t(page)}
        </NavLink>
      ))}
    </nav>
  );
}

/** The same page in the other language. */
export function LanguageSwitch() {
  const t = useTranslations('app');
  const { language } = useStudio();
  const { pathname, search, hash } = useLocation();
  const others = languages.filter((each) => each !== language);
  return (
    <nav className="languages" aria-label={t('language')}>
      {others.map((each) => (
        <a key={each} href={`${inLanguage(pathname, each)}${search}${hash}`} lang={each} hrefLang={each}>
          {languageNames[each]}
        </a>
      ))}
    </nav>
  );
}
