import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { IntlProvider } from 'use-intl';
import { messages } from '../messages/messages.ts';
import type { Fetch } from '../session/demo-endpoint.ts';
import { createSession } from '../session/session.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import {
  formatLocales,
  inLanguage,
  type Language,
  languageOf,
  languageTags,
  preferredLanguage,
} from './language.ts';
import { preferredPersona } from './stored-persona.ts';
import { StudioProvider } from './studio-context.tsx';

/** All dates are shown in the city's time zone. */
const timeZone = 'Asia/Shanghai';

/** Puts the pages of a document into `index.html` or `explore.html`. */
export function mount(pages: ReactNode): void {
  const language = chooseLanguage();
  const root = document.getElementById('studio');
  if (root === null) throw new Error('the document has no element #studio');
  document.documentElement.lang = languageTags[language];
  const fetch: Fetch = (path, init) => globalThis.fetch(path, init);
  const session = createSession(fetch);
  void session.open(preferredPersona());
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: 5_000, refetchOnWindowFocus: false } },
  });
  createRoot(root).render(
    <StrictMode>
      <IntlProvider locale={formatLocales[language]} messages={messages[language]} timeZone={timeZone}>
        <QueryClientProvider client={queries}>
          <BrowserRouter>
            <StudioProvider language={language} session={session} fetch={fetch}>
              <ErrorBoundary>{pages}</ErrorBoundary>
            </StudioProvider>
          </BrowserRouter>
        </QueryClientProvider>
      </IntlProvider>
    </StrictMode>,
  );
}

/** The URL's language, or else the browser's. */
function chooseLanguage(): Language {
  const { pathname, search, hash } = location;
  const named = languageOf(pathname);
  if (named !== null) return named;
  const language = preferredLanguage(navigator.languages);
  history.replaceState(null, '', `${inLanguage(pathname, language)}${search}${hash}`);
  return language;
}
