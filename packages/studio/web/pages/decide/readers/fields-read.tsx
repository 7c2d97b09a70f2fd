import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { DataClassBadge } from '../parts/data-class-badge.tsx';
import { useOwnFields } from '../parts/use-field-facts.ts';
import type { Total } from './readers.tsx';

interface Row {
  readonly coordinate: string;
  readonly readers: readonly string[];
  readonly lastReadAt: string;
}

/** Which of the agency's fields were read, by whom. */
export function FieldsRead({ totals }: { readonly totals: readonly Total[] }) {
  const t = useTranslations('decide.readers');
  const facts = useOwnFields();
  const columns = useMemo(
    (): Columns<Row> => [
      {
        id: 'field',
        header: t('field'),
        accessorFn: ({ coordinate }) => coordinate,
        cell: ({ row: { original } }) => (
          <>
            <code>{original.coordinate}</code>{' '}
            <DataClassBadge value={facts?.get(original.coordinate)?.dataClass} />
            <br />
            <span className="quiet" lang="en">
              {facts?.get(original.coordinate)?.description}
            </span>
          </>
        ),
      },
      { id: 'by', header: t('readBy'), accessorFn: ({ readers }) => readers.join(', ') },
      {
        id: 'last',
        header: t('lastRead'),
        accessorFn: ({ lastReadAt }) => lastReadAt,
        cell: ({ row: { original } }) => <DateTime value={original.lastReadAt} />,
      },
    ],
    [t, facts],
  );
  const rows = useMemo(() => byField(totals, t('officials')), [totals, t]);
  return (
    <section>
      <h2>{t('fieldsTitle')}</h2>
      <DataTable caption={t('fieldsTitle')} columns={columns} rows={rows} empty={t('empty')} />
    </section>
  );
}

function byField(totals: readonly Total[], officials: string): Row[] {
  const fields = new Map<string, { readonly readers: Set<string>; lastReadAt: string }>();
  for (const { fields: read, app, lastReadAt } of totals) {
    for (const coordinate of read) {
      const known = fields.get(coordinate) ?? { readers: new Set(), lastReadAt };
      known.readers.add(app?.name ?? officials);
      if (known.lastReadAt < lastReadAt) known.lastReadAt = lastReadAt;
      fields.set(coordinate, known);
    }
  }
  return [...fields]
    .map(([coordinate, { readers, lastReadAt }]) => ({ coordinate, readers: [...readers], lastReadAt }))
    .sort((one, other) => one.coordinate.localeCompare(other.coordinate));
}
