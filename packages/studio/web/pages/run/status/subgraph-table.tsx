import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { VersionCode } from '../../../components/version-code.tsx';
import type { RunStatusQuery } from '../../../graph/operations.ts';

type Row = RunStatusQuery['subgraphs']['nodes'][number];

export function SubgraphTable({ rows }: { readonly rows: Row[] }) {
  const t = useTranslations('run.status');
  const columns = useMemo<Columns<Row>>(
    () => [
      { id: 'subgraph', header: t('subgraph'), accessorFn: ({ name }) => name },
      { id: 'agency', header: t('agency'), accessorFn: ({ agency }) => agency?.name ?? '' },
      {
        id: 'version',
        header: t('version'),
        enableSorting: false,
        accessorFn: ({ current }) => current?.version,
        cell: ({ row: { original } }) =>
          original.current === null ? t('notInForce') : <VersionCode version={original.current.version} />,
      },
      {
        id: 'published',
        header: t('published'),
        accessorFn: ({ current }) => current?.publishedAt ?? '',
        cell: ({ row: { original } }) =>
          original.current === null ? '' : <DateTime value={original.current.publishedAt} />,
      },
    ],
    [t],
  );
  return <DataTable caption={t('subgraphs')} columns={columns} rows={rows} empty={t('notInForce')} />;
}
