import { confStatusOf } from '../../observations/obs-status.ts';
import type { SelectedRow } from '../../observations/selection-reader.ts';
import type { DataQuery } from '../request/data-query.ts';
import { constantOf, type SdmxAttribute } from './components.ts';

/** The codes of a row, by the position of the dimension. */
export function codesOfRow({ dataSet: { layout } }: DataQuery, { ranks }: SelectedRow): readonly string[] {
  return ranks.map((rank, position) => layout.dictionaries[position]?.codes[rank] ?? '');
}

export function periodOfRow({ dataSet: { layout } }: DataQuery, { period }: SelectedRow): string {
  return layout.time.text(period);
}

export function attributeOfRow(
  { dataSet }: DataQuery,
  { id, level }: SdmxAttribute,
  { obsStatus }: SelectedRow,
): string {
  if (level === 'dataflow') return constantOf(dataSet, id);
  return id === 'CONF_STATUS' ? confStatusOf(obsStatus) : obsStatus;
}
