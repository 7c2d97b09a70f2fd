import { Navigate, Route, Routes } from 'react-router';
import { useTranslations } from 'use-intl';
import { NotFound } from '../../app/not-found.tsx';
import { OnlyFor } from '../../app/only-for.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Accounts } from '../shared/accounts/accounts.tsx';
import { Alerts } from './alerts/alerts.tsx';
import { Apps } from './apps/apps.tsx';
import { Configuration } from './configuration/configuration.tsx';
import { Reads } from './reads/reads.tsx';
import { Status } from './status/status.tsx';
import { Switches } from './switches/switches.tsx';
import { Versions } from './versions/versions.tsx';

const pages = [
  'status',
  'versions',
  'apps',
  'accounts',
  'switches',
  'alerts',
  'reads',
  'configuration',
] as const;

/** For admins of the platform. */
export default function RunPages() {
  const t = useTranslations();
  const tabs = pages.map((path) => ({
    path,
    label: t(path === 'accounts' ? 'accounts.title' : `run.${path}.title`),
  }));
  return (
    <OnlyFor title={t('app.run')} kind="admin">
      <Tabs label={t('run.tabs')} base="run" tabs={tabs} />
      <Routes>
        <Route index element={<Navigate to="status" replace />} />
        <Route path="status" element={<Status />} />
        <Route path="versions" element={<Versions />} />
        <Route path="apps" element={<Apps />} />
        <Route path="accounts" element={<Accounts />} />
        <Route path="switches" element={<Switches />} />
        <Route path="alerts" element={<Alerts />} />
        <Route path="reads" element={<Reads />} />
        <Route path="configuration" element={<Configuration />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </OnlyFor>
  );
}
