import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { DataClassBadge } from '../../../components/data-class-badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { DateTime } from '../../../components/date-time.tsx';
import { Described } from '../../../components/described.tsx';
import type { SchemaField } from '../../../graph/read-schema.ts';
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
          <FieldWords coordinate={original.coordinate} field={facts?.get(original.coordinate)} />
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

interface FieldWordsProps {
  readonly coordinate: string;
  /** Undefined while it loads, or if the schema in force lacks it. */
  readonly field: SchemaField | undefined;
}

function FieldWords({ coordinate, field }: FieldWordsProps) {
  const description = field?.description ?? null;
  return (
    <>
      <code>{coordinate}</code> <DataClassBadge value={field?.dataClass} />
      {description !== null && <Described text={description} />}
    </>
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
