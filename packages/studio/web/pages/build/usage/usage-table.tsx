import { useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import type { BuildUsageQuery } from '../../../graph/operations.ts';

type OperationUsage = NonNullable<NonNullable<BuildUsageQuery['appRegistration']>['operationUsage']>[number];

/** Calls, errors and latency of each operation; the bars compare the calls. */
export function UsageTable({ usage }: { readonly usage: OperationUsage[] }) {
  const t = useTranslations('build.usage');
  const columns = useColumns(Math.max(1, ...usage.map(({ calls }) => calls)));
  return (
    <section>
      <h2>{t('operations')}</h2>
      <DataTable caption={t('operations')} columns={columns} rows={usage} empty={t('notCalled')} />
    </section>
  );
}

function useColumns(most: number): Columns<OperationUsage> {
  const t = useTranslations('build.usage');
  const words = useTranslations('words.operationKind');
  const format = useFormatter();
  return useMemo(
    () => [
      {
        id: 'operation',
        header: t('operation'),
        accessorFn: ({ operationName }) => operationName ?? '',
        cell: ({ row: { original } }) => (
          <>
            <strong>{original.operationName ?? nameOf(original.operation) ?? t('together')}</strong>
            <br />
            <span className="quiet">{words(original.kind)}</span>
            <details>
              <summary>{t('fields', { count: original.fields.length })}</summary>
              {original.fields.map((field) => (
                <code key={field} className="described">
                  {field}
                </code>
              ))}
            </details>
          </>
        ),
      },
      {
        id: 'calls',
        header: t('calls'),
        accessorFn: ({ calls }) => calls,
        cell: ({ row: { original } }) => (
          <>
            {format.number(original.calls)}
            <span className="bar-of" aria-hidden="true">
              <span style={{ width: `${(original.calls / most) * 100}%` }} />
            </span>
          </>
        ),
      },
      { id: 'failed', header: t('failed'), accessorFn: ({ failedCalls }) => failedCalls },
      {
        id: 'errors',
        header: t('errors'),
        enableSorting: false,
        accessorFn: ({ errors }) => errors.map(({ code, calls }) => `${code} (${calls})`).join(', '),
      },
      {
        id: 'median',
        header: t('median'),
        accessorFn: ({ p50Ms }) => p50Ms ?? 0,
        cell: ({ row: { original } }) => original.p50Ms !== null && t('ms', { ms: original.p50Ms }),
      },
      {
        id: 'p95',
        header: t('p95'),
        accessorFn: ({ p95Ms }) => p95Ms ?? 0,
        cell: ({ row: { original } }) => original.p95Ms !== null && t('ms', { ms: original.p95Ms }),
      },
      {
        id: 'lastSeen',
        header: t('lastSeen'),
        accessorFn: ({ lastSeen }) => lastSeen,
        cell: ({ row: { original } }) => <DateTime value={original.lastSeen} />,
      },
    ],
    [t, words, format, most],
  );
}

/** The first characters of its fingerprint, for an operation without a name. */
function nameOf(operation: string | number | null): string | null {
  return operation === null ? null : String(operation).slice(0, 12);
}
