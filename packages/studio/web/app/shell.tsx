import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useTranslations } from 'use-intl';
import { Account } from './account.tsx';
import { Brand } from './brand.tsx';
import { isExplorer } from './documents.ts';
import { LanguageSwitch, Navigation } from './navigation.tsx';
import { ThemeSelect } from './theme.tsx';

/** The frame of every page. The explorer's editor has settings of its own, and no room for a footer. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('app');
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="bar">
        <Brand />
        <Navigation />
        <div className="bar-end">
          <Account />
          <LanguageSwitch />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      {!isExplorer(pathname) && (
        <footer className="foot">
          <ThemeSelect />
        </footer>
      )}
    </>
  );
}
