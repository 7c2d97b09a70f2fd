import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { SchemaChangelogDocument, type SchemaChangelogQuery } from '../../../graph/operations.ts';
import { useOperation } from '../../../graph/use-operation.ts';

type Row = SchemaChangelogQuery['changelog']['nodes'][number];

/** What rollouts changed for callers of the graph. */
export function Changelog() {
  const t = useTranslations('schema.changelog');
  const kinds = useTranslations('words.changeKind');
  const query = useOperation(SchemaChangelogDocument, { subgraph: null });
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
        cell: ({ row: { original } }) => <Badge tone={toneOf(original.kind)}>{kinds(original.kind)}</Badge>,
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
    [t, kinds],
  );
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ changelog }) => (
          <DataTable caption={t('title')} columns={columns} rows={changelog.nodes} empty={t('empty')} />
        )}
      </Loaded>
    </Page>
  );
}

function toneOf(kind: Row['kind']) {
  if (kind === 'BREAKING' || kind === 'ACCESS_LOST') return 'bad';
  return kind === 'DEPRECATED' || kind === 'DANGEROUS' ? 'warn' : 'quiet';
}
