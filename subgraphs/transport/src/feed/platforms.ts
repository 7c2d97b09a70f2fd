import { at, rowsOf } from './columns.ts';
import { locationType, type StopTable } from './tables.ts';

/** The platforms of a station, or the stop itself. */
export function platformsOf(
  { kinds, children }: Pick<StopTable, 'kinds' | 'children'>,
  row: number,
): number[] {
  return at(kinds, row) === locationType.station ? [...rowsOf(children, row)] : [row];
}
