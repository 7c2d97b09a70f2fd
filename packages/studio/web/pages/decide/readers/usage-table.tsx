import { useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import type { DecideUsageQuery } from '../../../graph/operations.ts';
import { useAppNames } from '../parts/use-app-names.ts';

export type Usage = NonNullable<DecideUsageQuery['fieldUsage']>['nodes'][number];

interface UsageTableProps {
  readonly caption: string;
  readonly rows: readonly Usage[];
  readonly empty: string;
}

/** Calls of a field by app and operation. */
export function UsageTable({ caption, rows, empty }: UsageTableProps) {
  const t = useTranslations('decide.readers');
  const format = useFormatter();
  const names = useAppNames();
  const columns = useMemo((): Columns<Usage> => {
    const appOf = ({ app }: Usage) => (app === null ? t('anonymousCallers') : (names.get(app) ?? app));
    return [
      { id: 'app', header: t('groups.app'), accessorFn: appOf },
      { id: 'operation', header: t('operation'), accessorFn: (usage) => nameOf(usage, t('several')) },
      {
        id: 'calls',
        header: t('calls'),
        accessorFn: ({ calls }) => calls,
        cell: ({ row: { original } }) => format.number(original.calls),
      },
      {
        id: 'failed',
        header: t('failed'),
        accessorFn: ({ failedCalls }) => failedCalls,
        cell: ({ row: { original } }) => format.number(original.failedCalls),
      },
      {
        id: 'p95',
        header: t('p95'),
        accessorFn: ({ p95Ms }) => p95Ms ?? 0,
        cell: ({ row: { original } }) =>
          original.p95Ms === null ? '' : t('milliseconds', { value: format.number(original.p95Ms) }),
      },
      {
        id: 'last',
        header: t('lastRead'),
        accessorFn: ({ lastSeen }) => lastSeen,
        cell: ({ row: { original } }) => <DateTime value={original.lastSeen} />,
      },
    ];
  }, [t, format, names]);
  return <DataTable caption={caption} columns={columns} rows={[...rows]} empty={empty} />;
}

/** Name of an operation, else the beginning of its hash. */
export function nameOf(
  { operation, operationName }: Pick<Usage, 'operation' | 'operationName'>,
  several: string,
): string {
  return operationName ?? operation?.slice(0, 10) ?? several;
}
