import { Navigate, Route, Routes } from 'react-router';
import { useTranslations } from 'use-intl';
import { NotFound } from '../../app/not-found.tsx';
import { OnlyFor } from '../../app/only-for.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Apps } from './apps/apps.tsx';

/** For admins of the platform. */
export default function RunPages() {
  const t = useTranslations();
  return (
    <OnlyFor title={t('app.run')} kind="admin">
      <Tabs label={t('run.tabs')} base="run" tabs={[{ path: 'apps', label: t('run.apps.title') }]} />
      <Routes>
        <Route index element={<Navigate to="apps" replace />} />
        <Route path="apps" element={<Apps />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </OnlyFor>
  );
}
