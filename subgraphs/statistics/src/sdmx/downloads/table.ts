import type { MultilingualText } from '../../data-sets/text.ts';
import type { SelectedRow } from '../../observations/selection-reader.ts';
import { measureId, timeId, timeName } from '../data/components.ts';
import type { DataMessage } from '../data/data-message.ts';
import { attributeOfRow, codesOfRow, periodOfRow } from '../data/observation-text.ts';

/** A column of the table that a query returns. */
export interface TableColumn {
  readonly id: string;
  readonly name: MultilingualText;
  readonly type: 'code' | 'period' | 'number';
}

type TableQuery = Pick<DataMessage['query'], 'dataSet' | 'hasMeasure' | 'attributes'>;

/** The columns in the order of the cells of `cellsOf`. */
export function columnsOf({ query }: { readonly query: TableQuery }): readonly TableColumn[] {
  const { manifest } = query.dataSet;
  const measure = { id: measureId, name: manifest.measure.name, type: 'number' } as const;
  return [
    ...manifest.dimensions.map(({ id, name }) => ({ id, name, type: 'code' as const })),
    { id: timeId, name: timeName, type: 'period' },
    ...(query.hasMeasure ? [measure] : []),
    ...query.attributes.map(({ id, name }) => ({ id, name, type: 'code' as const })),
  ];
}

export function cellsOf(
  { query }: Pick<DataMessage, 'query'>,
  row: SelectedRow,
): readonly (string | number | null)[] {
  return [
    ...codesOfRow(query, row),
    periodOfRow(query, row),
    ...(query.hasMeasure ? [row.value] : []),
    ...query.attributes.map((attribute) => attributeOfRow(query, attribute, row)),
  ];
}
