import { useMemo } from 'react';
import { Link } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Page } from '../../../components/page.tsx';
import { DecideAlertsDocument, type DecideAlertsQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';
import { useDay, useDayOf } from '../parts/day.tsx';
import { useAgency } from '../parts/use-agency.ts';

type Alert = NonNullable<NonNullable<DecideAlertsQuery['agency']>['profilingAlerts']>['nodes'][number];

/** Reads of the agency's fields, or by its officials, that look like profiling. */
export function Alerts() {
  const t = useTranslations('decide.alerts');
  const { agency, language } = useAgency();
  const pages = usePages(DecideAlertsDocument, { agency, language }, (data) => data.agency?.profilingAlerts);
  const columns = useColumns();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LoadedPages pages={pages}>
        {(alerts) => <DataTable caption={t('title')} columns={columns} rows={alerts} empty={t('empty')} />}
      </LoadedPages>
    </Page>
  );
}

function useColumns(): Columns<Alert> {
  const t = useTranslations('decide.alerts');
  const words = useTranslations('words.profilingKind');
  const day = useDay();
  const dayOf = useDayOf();
  return useMemo(
    () => [
      { id: 'kind', header: t('kind'), accessorFn: ({ kind }) => words(kind) },
      {
        id: 'reader',
        header: t('reader'),
        accessorFn: ({ app }) => app?.name ?? '',
        cell: ({ row: { original } }) => <Reader alert={original} />,
      },
      {
        id: 'window',
        header: t('window'),
        accessorFn: ({ from }) => from,
        cell: ({ row: { original } }) =>
          t(original.period === 'DAY' ? 'day' : 'week', { date: day(original.from) }),
      },
      {
        id: 'people',
        header: t('people'),
        meta: { isInWords: true },
        accessorFn: ({ people }) => people,
        cell: ({ row: { original } }) => <People alert={original} />,
      },
      {
        id: 'agencies',
        header: t('agencies'),
        accessorFn: ({ agencies }) => agencies.map(({ name }) => name).join(', '),
      },
      {
        id: 'raised',
        header: t('raised'),
        accessorFn: ({ raisedAt }) => raisedAt,
        cell: ({ row: { original } }) => <DateTime value={original.raisedAt} />,
      },
      {
        id: 'state',
        header: t('state'),
        accessorFn: ({ acknowledgedAt }) => acknowledgedAt ?? '',
        cell: ({ row: { original } }) =>
          original.acknowledgedAt === null ? (
            <Badge tone="warn">{t('waiting')}</Badge>
          ) : (
            t('acknowledged', { date: dayOf(original.acknowledgedAt) })
          ),
      },
    ],
    [t, words, day, dayOf],
  );
}

function Reader({ alert: { app, officialOf } }: { readonly alert: Alert }) {
  const t = useTranslations('decide.alerts');
  const { language } = useStudio();
  if (app !== null) return <Link to={`/${language}/decide/apps/${app.clientId}`}>{app.name}</Link>;
  return officialOf === null ? t('officials') : t('officialsOf', { agency: officialOf.name });
}

function People({ alert }: { readonly alert: Alert }) {
  const t = useTranslations('decide.alerts');
  const format = useFormatter();
  const { kind, people, joinedPeople, mostAgencies, usualPeople, population } = alert;
  const count = (value: number) => format.number(value);
  return (
    <>
      {kind === 'JOIN'
        ? t('joined', { people: count(people), joined: count(joinedPeople), agencies: mostAgencies })
        : count(people)}
      <br />
      <span className="quiet">
        {t('usual')}: {usualPeople === null ? t('usualNone') : count(usualPeople)}
        {population > 0 &&
          ` · ${t('population', { share: format.number(people / population, { style: 'percent', maximumFractionDigits: 1 }) })}`}
      </span>
    </>
  );
}
