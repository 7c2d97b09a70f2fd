import { Navigate, Route, Routes } from 'react-router';
import { useTranslations } from 'use-intl';
import { NotFound } from '../../app/not-found.tsx';
import { OnlyFor } from '../../app/only-for.tsx';
import { useStudio } from '../../app/studio-context.tsx';
import { Note } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Accounts } from '../shared/accounts/accounts.tsx';
import { Alerts } from './alerts/alerts.tsx';
import { AppPage } from './apps/app-page.tsx';
import { Apps } from './apps/apps.tsx';
import { Finance } from './finance/finance.tsx';
import { Inbox } from './inbox/inbox.tsx';
import { isFinancial } from './parts/roles.ts';
import { ProposalPage } from './proposals/proposal-page.tsx';
import { Questions } from './questions/questions.tsx';
import { Readers } from './readers/readers.tsx';
import { RequestPage } from './requests/request-page.tsx';
import { Requests } from './requests/requests.tsx';
import { CheckPage } from './schema/check-page.tsx';
import { Schema } from './schema/schema.tsx';
import { Switches } from './switches/switches.tsx';

const pages = [
  'inbox',
  'requests',
  'questions',
  'apps',
  'readers',
  'switches',
  'schema',
  'alerts',
  'finance',
  'accounts',
] as const;

/** For officials of agencies. */
export default function DecidePages() {
  const t = useTranslations();
  return (
    <OnlyFor title={t('app.decide')} kind="operator">
      <OfAgency />
    </OnlyFor>
  );
}

function OfAgency() {
  const t = useTranslations();
  const { caller } = useStudio();
  if (caller.agency === null) {
    return (
      <Page title={t('app.decide')}>
        <Note tone="info" title={t('decide.noAgency')} />
      </Page>
    );
  }
  const shown = pages.filter((page) => page !== 'finance' || isFinancial(caller.roles));
  return (
    <>
      <Tabs
        label={t('decide.tabs')}
        base="decide"
        tabs={shown.map((path) => ({ path, label: t(`decide.tab.${path}`) }))}
      />
      <Routes>
        <Route index element={<Navigate to="inbox" replace />} />
        <Route path="inbox" element={<Inbox />} />
        <Route path="requests" element={<Requests />} />
        <Route path="requests/:clientId" element={<RequestPage />} />
        <Route path="questions" element={<Questions />} />
        <Route path="apps" element={<Apps />} />
        <Route path="apps/:clientId" element={<AppPage />} />
        <Route path="readers" element={<Readers />} />
        <Route path="switches" element={<Switches />} />
        <Route path="schema" element={<Schema />} />
        <Route path="schema/publishes/:id" element={<CheckPage />} />
        <Route path="schema/proposals/:id" element={<ProposalPage />} />
        <Route path="alerts" element={<Alerts />} />
        <Route path="finance" element={<Finance />} />
        <Route path="accounts" element={<Accounts />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </>
  );
}
