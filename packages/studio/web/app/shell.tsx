import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Account } from './account.tsx';
import { Brand } from './brand.tsx';
import { LanguageSwitch, Navigation } from './navigation.tsx';
import { ThemeSelect } from './theme.tsx';

/** The frame of every page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('app');
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <header className="bar">
        <Brand />
        <Navigation />
        <div className="bar-end">
          <LanguageSwitch />
          <ThemeSelect />
          <Account />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
