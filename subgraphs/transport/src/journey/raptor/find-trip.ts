import { intAt } from '../../feed/columns.ts';
import { nextSet, previousSet } from '../active-trips.ts';
import type { Direction } from './direction.ts';

/**
 * Finds the first running trip of a RAPTOR route, in search direction, that can be boarded at a call at
 * `limit` or later; a backward search mirrors it.
 *
 * @param rows place in the RAPTOR routes -> first stop time row of the trip
 * @param active running trips; `null` if all run
 * @param limit in seconds of the service day
 * @returns its place in the RAPTOR routes, or -1
 */
export function findTrip(
  rows: Int32Array,
  { sign, scheduled, realtime, realtimeRows }: Direction,
  active: Int32Array | null,
  begin: number,
  end: number,
  call: number,
  limit: number,
): number {
  // Binary search: places before `low` are too early; a backward search mirrors it.
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = intAt(rows, middle);
    const boarding =
      row < realtimeRows
        ? intAt(scheduled.boardings, row + call)
        : intAt(realtime.boardings, row - realtimeRows + call);
    if (sign === 1 ? boarding < limit : boarding <= limit) low = middle + 1;
    else high = middle;
  }
  if (sign === 1) return active !== null ? nextSet(active, low, end) : low < end ? low : -1;
  return active !== null ? previousSet(active, low - 1, begin) : low > begin ? low - 1 : -1;
}
