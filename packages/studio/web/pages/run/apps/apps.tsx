import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { AppStateBadge } from '../../../components/app-state.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { RunAppsDocument, type RunAppsQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { AppSwitch } from './app-switch.tsx';

export type AppRow = NonNullable<RunAppsQuery['appRegistrations']>['nodes'][number];

/** All apps of the platform, which the admin can suspend. */
export function Apps() {
  const t = useTranslations('run.apps');
  const { language } = useStudio();
  const variables = { language: languageVariable(language) };
  const pages = usePages(RunAppsDocument, variables, ({ appRegistrations }) => appRegistrations);
  const columns = useColumns();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LoadedPages pages={pages}>
        {(rows) => <DataTable caption={t('title')} columns={columns} rows={rows} empty={t('empty')} />}
      </LoadedPages>
    </Page>
  );
}

function useColumns(): Columns<AppRow> {
  const t = useTranslations('run.apps');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('app'),
        accessorFn: ({ app }) => app.name,
        cell: ({ row: { original } }) => (
          <>
            <strong>{original.app.name}</strong>
            <br />
            <code>{original.app.clientId}</code>
          </>
        ),
      },
      { id: 'platform', header: t('platform'), accessorFn: ({ app }) => app.platform },
      { id: 'contact', header: t('contact'), accessorFn: ({ contact }) => contact ?? '' },
      {
        id: 'state',
        header: t('state'),
        accessorFn: ({ state }) => state,
        cell: ({ row: { original } }) => <AppStateBadge state={original.state} />,
      },
      {
        id: 'change',
        header: t('change'),
        cell: ({ row: { original } }) => <AppSwitch row={original} />,
      },
    ],
    [t],
  );
}
