import { useMemo } from 'react';
import { Link } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { AppStateBadge } from '../../../components/app-state.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Page } from '../../../components/page.tsx';
import { Withheld } from '../../../components/withheld.tsx';
import { DecideAppsDocument, type DecideAppsQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { useAgency } from '../parts/use-agency.ts';
import { useOwnFields } from '../parts/use-field-facts.ts';
import { longestPeriod } from '../readers/period.ts';
import { type AppUse, appUse } from './app-use.ts';
import { GrantedUse } from './granted-use.tsx';
import { useTotals } from './use-totals.ts';

type Registration = NonNullable<DecideAppsQuery['appRegistrations']>['nodes'][number];
export type AppRow = Registration & AppUse;

/** Apps that may ask citizens for the agency's data, and what they use of it. */
export function Apps() {
  const t = useTranslations('decide.apps');
  const { language } = useAgency();
  const { query, totals } = useTotals();
  const facts = useOwnFields();
  const pages = usePages(DecideAppsDocument, { language }, (data) => data.appRegistrations);
  const columns = useColumns();
  return (
    <Page title={t('title')} lead={t('lead', { days: longestPeriod })}>
      <LoadedPages pages={pages}>
        {(registrations) => (
          <DataTable
            caption={t('title')}
            columns={columns}
            rows={registrations
              .map((each) => ({ ...each, ...appUse(each.app, facts ?? new Map(), totals ?? []) }))
              .filter(({ granted, records }) => granted.length > 0 || records > 0)}
            empty={t('empty')}
          />
        )}
      </LoadedPages>
      {query.data !== undefined && <Withheld errors={query.data.errors} />}
    </Page>
  );
}

function useColumns(): Columns<AppRow> {
  const t = useTranslations('decide.apps');
  const format = useFormatter();
  const { language } = useStudio();
  return useMemo(
    () => [
      {
        id: 'app',
        header: t('app'),
        accessorFn: ({ app }) => app.name,
        cell: ({ row: { original } }) => (
          <>
            <Link to={`/${language}/decide/apps/${original.app.clientId}`}>{original.app.name}</Link>
            <br />
            <code>{original.app.clientId}</code>
          </>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        accessorFn: ({ state }) => state,
        cell: ({ row: { original } }) => <AppStateBadge state={original.state} />,
      },
      {
        id: 'granted',
        header: t('granted'),
        accessorFn: ({ granted }) => format.list(granted.map(({ title }) => title)),
      },
      { id: 'reads', header: t('reads'), accessorFn: ({ records }) => records },
      {
        id: 'last',
        header: t('lastRead'),
        accessorFn: ({ lastReadAt }) => lastReadAt ?? '',
        cell: ({ row: { original } }) =>
          original.lastReadAt === null ? t('never') : <DateTime value={original.lastReadAt} />,
      },
      {
        id: 'used',
        header: t('used'),
        meta: { isInWords: true },
        accessorFn: ({ granted }) => granted.filter(({ use }) => use.kind === 'unused').length,
        cell: ({ row: { original } }) => <GrantedUse granted={original.granted} />,
      },
    ],
    [t, language, format],
  );
}
