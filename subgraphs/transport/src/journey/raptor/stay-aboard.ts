import { byteAt, intAt } from '../../feed/columns.ts';
import { notAccessible } from '../active-trips.ts';
import { callsFrom, linkedRow, tripAt } from '../realtime/run-rows.ts';
import { meets, never } from './labels.ts';
import type { Layer } from './layers.ts';
import type { Source } from './pattern-routes.ts';
import type { Scan } from './scan-route.ts';
import type { SearchOptions } from './search-request.ts';

/** What decides whether passengers can stay aboard at the end of a trip. */
export interface StayRules extends Source {
  readonly options: SearchOptions;
}

/** Whether passengers can stay aboard after the trips of a RAPTOR route, which are alike in this. */
export function isContinued({ stays, direction }: Scan, { day }: Layer, row: number): boolean {
  return stays !== null && linkedRow(stays.timetable, stays.overlay, direction.sign, row, day) !== -1;
}

/**
 * Continues with the next trips of the block. Passengers stay in the vehicle, so the round stays the same.
 *
 * @param row first stop time row of the trip that ends
 */
export function stayAboard(
  scan: Scan,
  { timetable, overlay, options }: StayRules,
  { index, shift, day }: Layer,
  row: number,
  boardedAt: number,
): void {
  const { direction, round, best, within } = scan;
  const { sign, scheduled, realtime, realtimeRows } = direction;
  const { tables, blocks } = timetable;
  const runs = overlay?.runs ?? null;
  for (
    let next = linkedRow(timetable, overlay, sign, row, day);
    next !== -1;
    next = linkedRow(timetable, overlay, sign, next, day)
  ) {
    const trip = tripAt(timetable, runs, next);
    if (options.onlyAccessible && byteAt(tables.wheelchair, trip) === notAccessible) return;
    const { excludedRoutes } = options;
    const route = blocks === null ? -1 : intAt(tables.routes, intAt(blocks.patternOf, trip));
    if (excludedRoutes !== null && byteAt(excludedRoutes, route) === 1) return;
    const columns = next < realtimeRows ? scheduled : realtime;
    const first = next < realtimeRows ? next : next - realtimeRows;
    const stops = next < realtimeRows || runs === null ? tables.stopTimes.stops : runs.calls.stops;
    const calls = callsFrom(timetable, runs, next);
    // At its first stop, they are already aboard with the previous trip.
    for (let call = sign === 1 ? 1 : calls - 2; call >= 0 && call < calls; call += sign) {
      if (byteAt(columns.alightingRules, first + call) === 1) continue;
      const stop = intAt(stops, first + call);
      const time = sign * (intAt(columns.alightings, first + call) + shift);
      if (time >= intAt(best.off, stop) || time > scan.bound || !meets(within, 'ready', stop, time)) continue;
      if (intAt(round.off, stop) === never) round.arrived.push(stop);
      round.off[stop] = time;
      best.off[stop] = time;
      round.boardedAt[stop] = boardedAt;
      round.alightedAt[stop] = next + call;
      round.layer[stop] = index;
      if (byteAt(scan.isDestination, stop) === 1) scan.bound = time;
    }
  }
}
