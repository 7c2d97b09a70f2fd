import { intAt } from '../../feed/columns.ts';
import type { Direction } from './direction.ts';

/** Time at which the search can enter a trip at a call, in seconds of the service day. */
export function boardingAt(
  { scheduled, realtime, realtimeRows }: Direction,
  row: number,
  call: number,
): number {
  return row < realtimeRows
    ? intAt(scheduled.boardings, row + call)
    : intAt(realtime.boardings, row - realtimeRows + call);
}

/** Time at which the search can leave a trip at a call, in seconds of the service day. */
export function alightingAt(
  { scheduled, realtime, realtimeRows }: Direction,
  row: number,
  call: number,
): number {
  return row < realtimeRows
    ? intAt(scheduled.alightings, row + call)
    : intAt(realtime.alightings, row - realtimeRows + call);
}

/**
 * Finds the first trip of a RAPTOR route, in search direction, that can be boarded at a call at `limit` or
 * later; a backward search mirrors it.
 *
 * @param rows place in the RAPTOR routes -> first stop time row of the trip
 * @param limit in seconds of the service day
 * @returns its place in the RAPTOR routes, or -1
 */
export function findTrip(
  rows: Int32Array,
  direction: Direction,
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
    const boarding = boardingAt(direction, intAt(rows, middle), call);
    if (direction.sign === 1 ? boarding < limit : boarding <= limit) low = middle + 1;
    else high = middle;
  }
  if (direction.sign === 1) return low < end ? low : -1;
  return low > begin ? low - 1 : -1;
}
