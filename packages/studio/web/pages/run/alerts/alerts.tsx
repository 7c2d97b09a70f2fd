import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { ActionButton } from '../../../components/action-button.tsx';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Page } from '../../../components/page.tsx';
import { Select } from '../../../components/select.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import {
  RunAcknowledgeAlertDocument,
  RunAlertsDocument,
  type RunAlertsQuery,
} from '../../../graph/operations.ts';
import { problemIn } from '../../../graph/problem-in.ts';
import { useChange } from '../../../graph/use-operation.ts';
import { usePages } from '../../../graph/use-pages.ts';

type Row = NonNullable<RunAlertsQuery['profilingAlerts']>['nodes'][number];

/** Reads that look like profiling. */
export function Alerts() {
  const t = useTranslations('run.alerts');
  const { language } = useStudio();
  const [isAll, setAll] = useState(false);
  const acknowledged = isAll ? null : false;
  const variables = { language: languageVariable(language), acknowledged };
  const pages = usePages(RunAlertsDocument, variables, ({ profilingAlerts }) => profilingAlerts);
  const columns = useColumns();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Select label={t('show')} value={String(isAll)} onChange={(value) => setAll(value === 'true')}>
          <option value="false">{t('open')}</option>
          <option value="true">{t('all')}</option>
        </Select>
      }
    >
      <LoadedPages pages={pages}>
        {(rows) => <DataTable caption={t('title')} columns={columns} rows={rows} empty={t('empty')} />}
      </LoadedPages>
    </Page>
  );
}

function useColumns(): Columns<Row> {
  const t = useTranslations('run.alerts');
  const words = useTranslations('words.profilingKind');
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
            {words(original.kind)}
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
        meta: { isInWords: true },
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
    [t, words],
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
