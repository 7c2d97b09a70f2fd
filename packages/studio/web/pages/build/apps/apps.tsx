import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { AppStateBadge } from '../../../components/app-state.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Note } from '../../../components/note.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { BuildAppsDocument, type BuildAppsQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';

type AppRow = NonNullable<BuildAppsQuery['appRegistrations']>['nodes'][number];

/** Apps that one account can register, before and after its organisation is verified. */
const limits = { unverified: 2, verified: 20 } as const;

/** The developer's own apps. */
export function Apps() {
  const t = useTranslations('build.apps');
  const { language } = useStudio();
  const variables = { language: languageVariable(language) };
  const pages = usePages(BuildAppsDocument, variables, ({ appRegistrations }) => appRegistrations);
  const columns = useColumns();
  const account = pages.first?.developerAccount ?? null;
  const isUnverified = account !== null && !account.verified;
  const limit = limits[isUnverified ? 'unverified' : 'verified'];
  const register = (
    <Link className="button" data-kind="primary" to={`/${language}/build/register`}>
      {t('register')}
    </Link>
  );
  return (
    <Page title={t('title')} lead={t('lead')} actions={register}>
      {isUnverified && (
        <Note tone="warn" title={t('unverified')}>
          <p>{t('unverifiedText')}</p>
        </Note>
      )}
      <LoadedPages pages={pages}>
        {(rows) => (
          <>
            <DataTable caption={t('title')} columns={columns} rows={rows} empty={t('empty')} />
            <p className="quiet">
              {t('left', {
                count: Math.max(0, limit - rows.filter(({ state }) => state !== 'DELETED').length),
              })}
            </p>
          </>
        )}
      </LoadedPages>
    </Page>
  );
}

function useColumns(): Columns<AppRow> {
  const t = useTranslations('build.apps');
  const { language } = useStudio();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('app'),
        accessorFn: ({ app }) => app.name,
        cell: ({ row: { original } }) => (
          <>
            <Link to={`/${language}/build/apps/${original.clientId}`}>
              <strong>{original.app.name}</strong>
            </Link>
            <br />
            <code>{original.clientId}</code>
          </>
        ),
      },
      { id: 'platform', header: t('platform'), accessorFn: ({ app }) => app.platform },
      {
        id: 'state',
        header: t('state'),
        accessorFn: ({ state }) => state,
        cell: ({ row: { original } }) => <AppStateBadge state={original.state} />,
      },
      {
        id: 'waiting',
        header: t('waiting'),
        accessorFn: (row) => waiting(row),
        cell: ({ row: { original } }) => waiting(original) || t('noneWaiting'),
      },
    ],
    [t, language],
  );
}

/** Agencies that have to decide on the newest request; none on a draft. */
function waiting({ accessRequests: { nodes } }: AppRow): number {
  const [newest] = nodes;
  if (newest === undefined || newest.submittedAt === null) return 0;
  return newest.parts.filter(({ decision }) => decision === null).length;
}
