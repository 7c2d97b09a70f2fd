import { useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { nameOf, type Usage } from '../readers/usage-table.tsx';
import { impactDays } from './impact-days.ts';

interface ImpactTableProps {
  readonly usage: readonly Usage[];
  readonly apps: ReadonlyMap<string, string>;
}

/** Operations that would lose something, in a sentence and as a table. */
export function ImpactTable({ usage, apps }: ImpactTableProps) {
  const t = useTranslations('decide.switches');
  const readers = useTranslations('decide.readers');
  const format = useFormatter();
  const columns = useMemo((): Columns<Usage> => {
    const perDay = ({ calls }: Usage) => Math.ceil(calls / impactDays);
    return [
      {
        id: 'app',
        header: readers('groups.app'),
        accessorFn: ({ app }) => (app === null ? readers('anonymousCallers') : (apps.get(app) ?? app)),
      },
      { id: 'operation', header: t('operation'), accessorFn: (each) => nameOf(each, readers('several')) },
      {
        id: 'calls',
        header: t('callsPerDay'),
        accessorFn: perDay,
        cell: ({ row: { original } }) => format.number(perDay(original)),
      },
      {
        id: 'last',
        header: t('lastSeen'),
        accessorFn: ({ lastSeen }) => lastSeen,
        cell: ({ row: { original } }) => <DateTime value={original.lastSeen} />,
      },
    ];
  }, [t, readers, format, apps]);
  if (usage.length === 0) return <p>{t('impactUnused', { days: impactDays })}</p>;
  const calls = usage.reduce((sum, each) => sum + each.calls, 0);
  return (
    <>
      <p>
        <strong>
          {t('impactSummary', {
            apps: new Set(usage.map(({ app }) => app)).size,
            operations: usage.length,
            calls: Math.ceil(calls / impactDays),
          })}
        </strong>
      </p>
      <DataTable caption={t('impact')} columns={columns} rows={[...usage]} empty="" />
    </>
  );
}
