import { Link, Navigate, Route, Routes } from 'react-router';
import { useTranslations } from 'use-intl';
import { NotFound } from '../../../app/not-found.tsx';
import { useStudio } from '../../../app/studio-context.tsx';
import { AppStateBadge } from '../../../components/app-state.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { Tabs } from '../../../components/tabs.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { BuildAppDocument } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';
import { Access } from '../access/access.tsx';
import { Overview } from '../overview/overview.tsx';
import { useClientId } from '../parts/use-client-id.ts';
import { Requests } from '../requests/requests.tsx';
import { Settings } from '../settings/settings.tsx';
import { Ship } from '../ship/ship.tsx';
import { Try } from '../try/try.tsx';
import { Usage } from '../usage/usage.tsx';
import { Webhooks } from '../webhooks/webhooks.tsx';

const pages = ['overview', 'access', 'requests', 'try', 'usage', 'webhooks', 'settings', 'ship'] as const;

/** The pages of one app, below its name and state. */
export function AppPages() {
  const t = useTranslations('build');
  const { language } = useStudio();
  const clientId = useClientId();
  const query = useOperation(BuildAppDocument, { clientId, language: languageVariable(language) });
  return (
    <Loaded query={query}>
      {({ appRegistration }) =>
        appRegistration === null ? (
          <Page title={t('app.unknown.title')}>
            <p>{t('app.unknown.text')}</p>
            <Link to={`/${language}/build/apps`}>{t('app.back')}</Link>
          </Page>
        ) : (
          <>
            <p className="app-head">
              <Link to={`/${language}/build/apps`}>{t('app.back')}</Link>
              <span aria-hidden="true">/</span>
              <strong>{appRegistration.app.name}</strong>
              <AppStateBadge state={appRegistration.state} />
            </p>
            <Tabs
              label={t('app.tabs')}
              base={`build/apps/${clientId}`}
              tabs={pages.map((path) => ({ path, label: t(`${path}.title`) }))}
            />
            <Routes>
              <Route index element={<Navigate to="overview" replace />} />
              <Route path="overview" element={<Overview />} />
              <Route path="access" element={<Access />} />
              <Route path="requests" element={<Requests />} />
              <Route path="try" element={<Try />} />
              <Route path="usage" element={<Usage />} />
              <Route path="webhooks" element={<Webhooks />} />
              <Route path="settings" element={<Settings />} />
              <Route path="ship" element={<Ship />} />
              <Route path="*" element={<NotFound />} />
            </Routes>
          </>
        )
      }
    </Loaded>
  );
}
