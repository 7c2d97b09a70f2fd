import { useMemo } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { type MappedAgency, nameOf } from './agencies.ts';
import { linksAt, type SchemaMap, type TypeLink } from './schema-map.ts';
import { TypeDrawing } from './type-drawing.tsx';

interface TypeMapProps {
  readonly map: SchemaMap;
  readonly type: string;
  readonly agencies: readonly MappedAgency[];
}

interface Row extends TypeLink {
  readonly direction: 'arriving' | 'leaving';
}

/** One type, the fields by which operations arrive at it, and those by which they go on. */
export function TypeMap({ map, type, agencies }: TypeMapProps) {
  const t = useTranslations('schema.map');
  const { language } = useStudio();
  const links = useMemo(() => linksAt(map, type), [map, type]);
  const rows: Row[] = [
    ...links.arriving.map((link) => ({ ...link, direction: 'arriving' as const })),
    ...links.leaving.map((link) => ({ ...link, direction: 'leaving' as const })),
  ];
  const columns = useMemo<Columns<Row>>(
    () => [
      {
        id: 'direction',
        header: t('direction'),
        accessorFn: ({ direction }) => t(`directions.${direction}`, { type }),
      },
      {
        id: 'field',
        header: t('field'),
        accessorFn: ({ field }) => field.coordinate,
        cell: ({ row: { original } }) => (
          <Link to={`/${language}/schema/fields?q=${original.field.coordinate}`}>
            <code>{original.field.coordinate}</code>
          </Link>
        ),
      },
      {
        id: 'other',
        header: t('other'),
        accessorFn: (row) => otherEnd(row),
        cell: ({ row: { original } }) => <Link to={`?type=${otherEnd(original)}`}>{otherEnd(original)}</Link>,
      },
      {
        id: 'agency',
        header: t('agency'),
        accessorFn: ({ field }) => nameOf(agencies, field.subgraph),
      },
    ],
    [t, type, language, agencies],
  );
  const known = map.types.get(type);
  return (
    <>
      <h2>
        <code>{type}</code>
      </h2>
      {known !== undefined && (
        <p>
          {nameOf(agencies, known.home)}
          {known.addedTo.length > 0 &&
            t('alsoIn', {
              agencies: known.addedTo.map((subgraph) => nameOf(agencies, subgraph)).join(t('separator')),
            })}
        </p>
      )}
      <TypeDrawing map={map} type={type} links={links} agencies={agencies} />
      <DataTable caption={t('linksOf', { type })} columns={columns} rows={rows} empty={t('unlinked')} />
    </>
  );
}

function otherEnd({ direction, field, to }: Row): string {
  return direction === 'arriving' ? field.typeName : to;
}
