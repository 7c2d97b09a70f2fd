import { intAt } from '../../feed/columns.ts';
import { nextSet, previousSet } from '../active-trips.ts';
import type { Timetable } from '../timetable.ts';
import type { Direction } from './direction.ts';
import type { Layer } from './layers.ts';

/** Search range in a lane: places from `begin` to `end`, exclusive. */
export interface Stretch {
  readonly begin: number;
  readonly end: number;
}

/**
 * Finds the first running trip of a lane, in search direction, that can be boarded at a call at `time` or
 * later.
 *
 * @returns its place in the lanes, or -1
 */
export function findTrip(
  timetable: Timetable,
  { sign, boardings }: Direction,
  { shift, active }: Layer,
  { begin, end }: Stretch,
  call: number,
  time: number,
): number {
  const { offsets } = timetable.tables.stopTimes;
  const { trips } = timetable.lanes;
  // Binary search: places before `low` are too early; a backward search mirrors it.
  const limit = sign * time - shift;
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const boarding = intAt(boardings, intAt(offsets, intAt(trips, middle)) + call);
    if (sign === 1 ? boarding < limit : boarding <= limit) low = middle + 1;
    else high = middle;
  }
  return sign === 1 ? nextSet(active, low, end) : previousSet(active, low - 1, begin);
}
