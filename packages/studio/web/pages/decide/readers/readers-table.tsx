import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import type { Total } from './readers.tsx';
import { useCapacity } from './use-capacity.ts';

/** Totals of one reader and purpose over the whole period. */
type Row = Pick<Total, 'app' | 'readBy' | 'isTest' | 'purpose' | 'records' | 'lastReadAt'>;

/** Who has read, for which purpose, and how often. */
export function ReadersTable({ totals }: { readonly totals: readonly Total[] }) {
  const t = useTranslations('decide.readers');
  const capacity = useCapacity();
  const { language } = useStudio();
  const columns = useMemo(
    (): Columns<Row> => [
      {
        id: 'reader',
        header: t('reader'),
        accessorFn: ({ app }) => app?.name ?? t('officials'),
        cell: ({ row: { original } }) =>
          original.app === null ? (
            t('officials')
          ) : (
            <Link to={`/${language}/decide/apps/${original.app.clientId}`}>{original.app.name}</Link>
          ),
      },
      { id: 'capacity', header: t('capacity'), accessorFn: (row) => capacity(row) },
      { id: 'purpose', header: t('purpose'), accessorFn: ({ purpose }) => purpose?.title ?? t('noPurpose') },
      { id: 'answers', header: t('answers'), accessorFn: ({ records }) => records },
      {
        id: 'last',
        header: t('lastRead'),
        accessorFn: ({ lastReadAt }) => lastReadAt,
        cell: ({ row: { original } }) => <DateTime value={original.lastReadAt} />,
      },
    ],
    [t, capacity, language],
  );
  return (
    <section>
      <h2>{t('readersTitle')}</h2>
      <DataTable caption={t('readersTitle')} columns={columns} rows={overPeriod(totals)} empty={t('empty')} />
    </section>
  );
}

function overPeriod(totals: readonly Total[]): Row[] {
  const rows = new Map<string, Row>();
  for (const total of totals) {
    const key = [total.app?.clientId, total.readBy, total.isTest, total.purpose?.id].join(' ');
    const known = rows.get(key);
    rows.set(key, {
      ...total,
      records: total.records + (known?.records ?? 0),
      lastReadAt:
        known === undefined || known.lastReadAt < total.lastReadAt ? total.lastReadAt : known.lastReadAt,
    });
  }
  return [...rows.values()].sort((one, other) => other.records - one.records);
}
