import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import {
  RunAcknowledgeAlertDocument,
  RunAlertsDocument,
  type RunAlertsQuery,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange, useOperation } from '../../../graph/use-operation.ts';

type Row = NonNullable<RunAlertsQuery['profilingAlerts']>['nodes'][number];

/** Reads that look like profiling. */
export function Alerts() {
  const t = useTranslations('run.alerts');
  const { language } = useStudio();
  const [isAll, setAll] = useState(false);
  const acknowledged = isAll ? null : false;
  const query = useOperation(RunAlertsDocument, { language: languageVariable(language), acknowledged });
  const columns = useColumns();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <label className="field">
          <span>{t('show')}</span>
          <select
            className="control"
            value={String(isAll)}
            onChange={(event) => setAll(event.target.value === 'true')}
          >
            <option value="false">{t('open')}</option>
            <option value="true">{t('all')}</option>
          </select>
        </label>
      }
    >
      <Loaded query={query}>
        {({ profilingAlerts }) => (
          <DataTable
            caption={t('title')}
            columns={columns}
            rows={profilingAlerts?.nodes ?? []}
            empty={t('empty')}
          />
        )}
      </Loaded>
    </Page>
  );
}

function useColumns(): Columns<Row> {
  const t = useTranslations('run.alerts');
  return useMemo(
    () => [
      {
        id: 'who',
        header: t('who'),
        accessorFn: ({ app, officialOf }) =>
          app?.name ?? (officialOf === null ? '' : t('officials', { agency: officialOf.name })),
        cell: ({ row: { original }, getValue }) => (
          <>
            <strong>{String(getValue())}</strong>
            <br />
            {t(`kinds.${original.kind}`)}
          </>
        ),
      },
      {
        id: 'window',
        header: t('window'),
        accessorFn: ({ from }) => from,
        cell: ({ row: { original } }) => t(`periods.${original.period}`, { from: original.from }),
      },
      {
        id: 'agencies',
        header: t('agencies'),
        enableSorting: false,
        accessorFn: ({ agencies }) => agencies.map(({ name }) => name).join(', '),
      },
      {
        id: 'people',
        header: t('people'),
        accessorFn: ({ people }) => people,
        cell: ({ row: { original } }) => <People row={original} />,
      },
      {
        id: 'raised',
        header: t('raised'),
        accessorFn: ({ raisedAt }) => raisedAt,
        cell: ({ row: { original } }) => <DateTime value={original.raisedAt} />,
      },
      {
        id: 'change',
        header: t('change'),
        cell: ({ row: { original } }) => <Acknowledge row={original} />,
      },
    ],
    [t],
  );
}

function People({ row }: { readonly row: Row }) {
  const t = useTranslations('run.alerts');
  const { people, population, joinedPeople: joined, mostAgencies: agencies, usualPeople } = row;
  const parts = [
    t('peopleOf', { people, population }),
    ...(row.kind === 'JOIN' ? [t('joined', { joined, agencies })] : []),
    ...(usualPeople === null ? [] : [t('usual', { usual: usualPeople })]),
  ];
  return parts.map((part) => <div key={part}>{part}</div>);
}

function Acknowledge({ row: { id, acknowledgedAt } }: { readonly row: Row }) {
  const t = useTranslations('run.alerts');
  const change = useChange(RunAcknowledgeAlertDocument);
  if (acknowledgedAt !== null) return <Badge>{t('acknowledged')}</Badge>;
  const press = async () => problemIn(await change.mutateAsync({ input: { alert: id } }));
  return <ActionButton label={t('acknowledge')} onPress={press} />;
}
