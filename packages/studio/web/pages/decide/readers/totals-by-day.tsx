import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Choice } from '../../../components/choice.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { BarsByDay } from '../parts/bars-by-day.tsx';
import { useDay } from '../parts/day.tsx';
import { type Group, groupTotals } from './group-totals.ts';
import type { Total } from './readers.tsx';
import { useCapacity } from './use-capacity.ts';

const aspects = ['app', 'purpose', 'readBy'] as const;

interface DayRow {
  readonly day: string;
  readonly values: readonly number[];
}

/** Reads by day as a chart, and the same figures as a table. */
export function TotalsByDay({
  totals,
  days,
}: {
  readonly totals: readonly Total[];
  readonly days: readonly string[];
}) {
  const t = useTranslations('decide.readers');
  const capacity = useCapacity();
  const [aspect, setAspect] = useState<(typeof aspects)[number]>('app');
  const groups = useMemo(() => {
    const labelOf = (total: Total) => {
      const { app, purpose } = total;
      if (aspect === 'app') return app?.name ?? t('officials');
      return aspect === 'purpose' ? (purpose?.title ?? t('noPurpose')) : capacity(total);
    };
    return groupTotals(totals, days, labelOf, t('other'));
  }, [totals, days, aspect, t, capacity]);
  return (
    <section>
      <h2>{t('chart')}</h2>
      <Choice
        label={t('groupBy')}
        value={aspect}
        options={aspects.map((each) => ({ value: each, label: t(`groups.${each}`) }))}
        onChange={setAspect}
      />
      <BarsByDay label={`${t('chart')}. ${t('asTable')}.`} legend={t('legend')} days={days} groups={groups} />
      <DayTable groups={groups} days={days} />
    </section>
  );
}

function DayTable({ groups, days }: { readonly groups: readonly Group[]; readonly days: readonly string[] }) {
  const t = useTranslations('decide.readers');
  const day = useDay();
  const columns = useMemo(
    (): Columns<DayRow> => [
      {
        id: 'day',
        header: t('day'),
        accessorFn: (row) => row.day,
        cell: ({ row: { original } }) => day(original.day),
      },
      ...groups.map(({ label }, at) => ({
        id: `group-${at}`,
        header: label,
        accessorFn: ({ values }: DayRow) => values[at] ?? 0,
      })),
      {
        id: 'total',
        header: t('total'),
        accessorFn: ({ values }) => values.reduce((sum, value) => sum + value, 0),
      },
    ],
    [groups, t, day],
  );
  const rows = days
    .map((date, at) => ({ day: date, values: groups.map(({ values }) => values[at] ?? 0) }))
    .toReversed();
  return (
    <details>
      <summary>{t('asTable')}</summary>
      <DataTable caption={t('chart')} columns={columns} rows={rows} empty={t('empty')} />
    </details>
  );
}
