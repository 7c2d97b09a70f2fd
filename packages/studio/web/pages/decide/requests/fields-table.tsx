import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { DataClassBadge } from '../../../components/data-class-badge.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { Described } from '../../../components/described.tsx';
import type { DecideFieldFragment } from '../../../graph/operations.ts';
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
    const descriptionOf = ({ coordinate }: DecideFieldFragment) =>
      facts?.get(coordinate)?.description ?? null;
    const otherwise = facts === null ? t('reading') : t('noDescription');
    return [
      {
        id: 'means',
        header: t('means'),
        accessorFn: (field) => descriptionOf(field) ?? otherwise,
        cell: ({ row: { original } }) => (
          <FieldWords
            coordinate={original.coordinate}
            description={descriptionOf(original)}
            otherwise={otherwise}
          />
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

interface FieldWordsProps {
  readonly coordinate: string;
  readonly description: string | null;
  /** Shown without a description. */
  readonly otherwise: string;
}

function FieldWords({ coordinate, description, otherwise }: FieldWordsProps) {
  return (
    <>
      {description === null ? <p>{otherwise}</p> : <Described text={description} />}
      <code>{coordinate}</code>
    </>
  );
}
