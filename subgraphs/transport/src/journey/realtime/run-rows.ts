import { intAt } from '../../feed/columns.ts';
import type { Day } from '../../gtfs/date.ts';
import type { Timetable } from '../timetable.ts';
import type { Overlay } from './overlay.ts';
import type { RealtimeRuns } from './realtime-runs.ts';

/** The group that has a row: a run by its call, for example. */
export function groupAt(offsets: Int32Array, row: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (intAt(offsets, middle) <= row) low = middle;
    else high = middle;
  }
  return low;
}

/** Trip row of the timetable's trip that has a stop time row, or of a run's trip. */
export function tripAt({ tables }: Timetable, runs: RealtimeRuns | null, row: number): number {
  const { stops, trips } = tables.stopTimes;
  if (row < stops.length || runs === null) return intAt(trips, row);
  return intAt(runs.trips, groupAt(runs.offsets, row - stops.length));
}

/** Pattern row of a trip of the timetable. */
export function patternOf({ raptorRoutes, placeOf }: Timetable, trip: number): number {
  return groupAt(raptorRoutes.ofPattern, groupAt(raptorRoutes.offsets, intAt(placeOf, trip)));
}

/** First stop time row of the trip that has a stop time row. */
export function firstRowAt({ tables }: Timetable, runs: RealtimeRuns | null, row: number): number {
  const { stops, trips, offsets } = tables.stopTimes;
  if (row < stops.length || runs === null) return intAt(offsets, intAt(trips, row));
  return stops.length + intAt(runs.offsets, groupAt(runs.offsets, row - stops.length));
}

/** Number of calls of the trip that begins with a stop time row. */
export function callsFrom({ tables }: Timetable, runs: RealtimeRuns | null, row: number): number {
  const { stops, trips, offsets } = tables.stopTimes;
  if (row < stops.length || runs === null) return intAt(offsets, intAt(trips, row) + 1) - row;
  const call = row - stops.length;
  return intAt(runs.offsets, groupAt(runs.offsets, call) + 1) - call;
}

/**
 * First stop time row of the next trip of the block, for which passengers can stay aboard, or, in a backward
 * search, of the previous one; -1 if there is none.
 *
 * @param row first stop time row of the trip
 */
export function linkedRow(
  timetable: Timetable,
  overlay: Pick<Overlay, 'links'> | null,
  sign: 1 | -1,
  row: number,
  day: Day,
): number {
  const { blocks, tables } = timetable;
  if (blocks === null) return -1;
  const links = overlay?.links.get(day);
  const changed = (sign === 1 ? links?.next : links?.previous)?.get(row);
  if (changed !== undefined) return changed;
  const { stops, trips, offsets } = tables.stopTimes;
  if (row >= stops.length) return -1;
  const other = intAt(sign === 1 ? blocks.next : blocks.previous, intAt(trips, row));
  return other === -1 ? -1 : intAt(offsets, other);
}
