import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Badge } from '../../../components/badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import type { RunStatusQuery } from '../../../graph/operations.ts';

type Row = NonNullable<RunStatusQuery['accessChains']>[number];

/** How far the access records of each gateway are verified. */
export function ChainTable({ rows }: { readonly rows: Row[] }) {
  const t = useTranslations('run.status');
  const columns = useMemo<Columns<Row>>(
    () => [
      {
        id: 'chain',
        header: t('chain'),
        accessorFn: ({ id }) => id,
        cell: ({ row }) => <code>{row.original.id}</code>,
      },
      {
        id: 'entries',
        header: t('entries'),
        accessorFn: ({ entries }) => entries,
        cell: ({ row: { original } }) => t('count', { count: original.entries }),
      },
      {
        id: 'checkpoint',
        header: t('checkpoint'),
        accessorFn: ({ checkpointAt }) => checkpointAt ?? '',
        cell: ({ row: { original } }) => <Checkpoint row={original} />,
      },
      {
        id: 'state',
        header: t('state'),
        accessorFn: ({ isContradicted }) => isContradicted,
        cell: ({ row: { original } }) => (
          <Badge tone={original.isContradicted ? 'bad' : 'good'}>
            {t(original.isContradicted ? 'changed' : 'verified')}
          </Badge>
        ),
      },
    ],
    [t],
  );
  return <DataTable caption={t('records')} columns={columns} rows={rows} empty={t('noChains')} />;
}

function Checkpoint({ row: { entries, checkpointEntries, checkpointAt } }: { readonly row: Row }) {
  const t = useTranslations('run.status');
  if (checkpointAt === null) return t('noCheckpoint');
  return (
    <>
      <DateTime value={checkpointAt} />
      <br />
      {t('sinceCheckpoint', { count: entries - checkpointEntries })}
    </>
  );
}
