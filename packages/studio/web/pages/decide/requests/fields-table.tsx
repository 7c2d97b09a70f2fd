import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import type { DecideFieldFragment } from '../../../graph/operations.ts';
import { DataClassBadge } from '../parts/data-class-badge.tsx';
import { useFieldFacts } from '../parts/use-field-facts.ts';

interface FieldsTableProps {
  readonly caption: string;
  readonly fields: readonly DecideFieldFragment[];
  /** Names of data groups by scope. */
  readonly titles: ReadonlyMap<string, string>;
  readonly empty: string;
  /** Names the agency of each field. */
  readonly withAgencies?: boolean;
}

/** Fields in plain language: what their owner writes about them, and how sensitive they are. */
export function FieldsTable({ caption, fields, titles, empty, withAgencies = false }: FieldsTableProps) {
  const t = useTranslations('decide.requests');
  const owners = [...new Set(fields.flatMap(({ agencies }) => agencies.map(({ id }) => id)))];
  const facts = useFieldFacts(owners);
  const columns = useMemo((): Columns<DecideFieldFragment> => {
    const agenciesOf = ({ agencies }: DecideFieldFragment) => agencies.map(({ name }) => name).join(', ');
    const means = ({ coordinate }: DecideFieldFragment) =>
      facts === null ? t('reading') : (facts.get(coordinate)?.description ?? t('noDescription'));
    return [
      {
        id: 'means',
        header: t('means'),
        accessorFn: means,
        cell: ({ row: { original } }) => (
          <>
            <span lang="en">{means(original)}</span>
            <br />
            <code>{original.coordinate}</code>
          </>
        ),
      },
      ...(withAgencies
        ? [{ id: 'agencies', header: t('ownerAgencies'), accessorFn: agenciesOf } as const]
        : []),
      {
        id: 'class',
        header: t('sensitivity'),
        accessorFn: ({ dataClass }) => dataClass ?? '',
        cell: ({ row: { original } }) => <DataClassBadge value={original.dataClass} />,
      },
      {
        id: 'needs',
        header: t('needs'),
        accessorFn: ({ scopes }) =>
          scopes.length === 0
            ? t('everyone')
            : scopes.map((scope) => t('consentOf', { scope: titles.get(scope) ?? scope })).join(', '),
      },
    ];
  }, [t, facts, titles, withAgencies]);
  return <DataTable caption={caption} columns={columns} rows={[...fields]} empty={empty} />;
}
