import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { ChangeKindBadge } from '../../../components/change-kind.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { LoadedPages } from '../../../components/loaded-pages.tsx';
import { Page } from '../../../components/page.tsx';
import { SchemaChangelogDocument, type SchemaChangelogQuery } from '../../../graph/operations.ts';
import { usePages } from '../../../graph/use-pages.ts';

type Row = SchemaChangelogQuery['changelog']['nodes'][number];

/** What rollouts changed for callers of the graph. */
export function Changelog() {
  const t = useTranslations('schema.changelog');
  const pages = usePages(SchemaChangelogDocument, {}, ({ changelog }) => changelog);
  const columns = useMemo<Columns<Row>>(
    () => [
      {
        id: 'at',
        header: t('at'),
        accessorFn: ({ rollout }) => rollout?.startedAt ?? '',
        cell: ({ row: { original } }) =>
          original.rollout === null ? '' : <DateTime value={original.rollout.startedAt} />,
      },
      {
        id: 'kind',
        header: t('kind'),
        accessorFn: ({ kind }) => kind,
        cell: ({ row: { original } }) => <ChangeKindBadge kind={original.kind} />,
      },
      {
        id: 'what',
        header: t('what'),
        accessorFn: ({ coordinate }) => coordinate ?? '',
        cell: ({ row: { original } }) => (
          <>
            {original.coordinate !== null && <code>{original.coordinate}</code>} {original.message}
            {original.sunsetOn !== null && <> {t('sunset', { date: original.sunsetOn })}</>}
          </>
        ),
      },
      {
        id: 'subgraphs',
        header: t('subgraphs'),
        enableSorting: false,
        accessorFn: ({ subgraphs }) => subgraphs.join(', '),
      },
    ],
    [t],
  );
  return (
    <Page title={t('title')} lead={t('lead')}>
      <LoadedPages pages={pages}>
        {(changes) => <DataTable caption={t('title')} columns={columns} rows={changes} empty={t('empty')} />}
      </LoadedPages>
    </Page>
  );
}
