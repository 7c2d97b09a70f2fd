import { byteAt, intAt } from '../../feed/columns.ts';
import type { Direction } from './direction.ts';
import { findTrip } from './find-trip.ts';
import { type BestTimes, meets, never, type Round } from './labels.ts';
import type { Layer } from './layers.ts';
import { type StayRules, stayAboard } from './stay-aboard.ts';

/** State of one round while trips are scanned. */
export interface Scan {
  readonly direction: Direction;
  readonly before: Round;
  readonly round: Round;
  readonly best: BestTimes;
  /** Rounds of the opposite search with the vehicles that are left; `null` without one. */
  readonly within: readonly Round[] | null;
  readonly isDestination: Uint8Array;
  /** Start time of the search, and earliest arrival so far. */
  readonly start: number;
  bound: number;
  /** `null` if passengers can never stay aboard for another trip. */
  readonly stays: StayRules | null;
}

/** The stops of a pattern: `stops[begin]` to `stops[begin + calls]`, exclusive. */
export interface Path {
  stops: Int32Array;
  begin: number;
  calls: number;
}

/** RAPTOR routes of the timetable, or those that replace them in real time. */
export interface RaptorRouteRows {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
}

/**
 * Scans a RAPTOR route's trips of one service day from a call on, switching to earlier trips where possible.
 *
 * @param active running trips; `null` if all run
 */
export function scanRoute(
  scan: Scan,
  { stops, begin: path, calls }: Path,
  raptorRoutes: RaptorRouteRows,
  route: number,
  layer: Layer,
  active: Int32Array | null,
  firstCall: number,
): void {
  const { shift } = layer;
  const { direction, before, round, best, within } = scan;
  const { sign, scheduled, realtime, realtimeRows } = direction;
  const { rows } = raptorRoutes;
  const begin = intAt(raptorRoutes.offsets, route);
  const end = intAt(raptorRoutes.offsets, route + 1);
  if (isOutsideOf(scan, rows, begin, end, calls, shift)) return;
  // Trips of a RAPTOR route have the same rules.
  const rulesRow = intAt(rows, begin);
  const isScheduled = rulesRow < realtimeRows;
  const { boardingRules, alightingRules } = isScheduled ? scheduled : realtime;
  const rules = isScheduled ? rulesRow : rulesRow - realtimeRows;
  let place = -1;
  let tripRow = -1;
  let columns = scheduled;
  /** Row of the trip's first call in `columns`. */
  let first = -1;
  let boardedAt = -1;
  const lastCall = sign === 1 ? calls - 1 : 0;
  for (let call = firstCall; call >= 0 && call < calls; call += sign) {
    const stop = intAt(stops, path + call);
    if (place !== -1 && byteAt(alightingRules, rules + call) !== 1) {
      const time = sign * (intAt(columns.alightings, first + call) + shift);
      if (time < intAt(best.off, stop) && time <= scan.bound && meets(within, 'ready', stop, time)) {
        if (intAt(round.off, stop) === never) round.arrived.push(stop);
        round.off[stop] = time;
        best.off[stop] = time;
        round.boardedAt[stop] = boardedAt;
        round.alightedAt[stop] = tripRow + call;
        round.layer[stop] = layer.index;
        if (byteAt(scan.isDestination, stop) === 1) scan.bound = time;
      }
    }
    if (call === lastCall) break;
    const ready = intAt(before.ready, stop);
    if (ready === never || byteAt(boardingRules, rules + call) === 1) continue;
    if (place !== -1 && ready > sign * (intAt(columns.boardings, first + call) + shift)) continue;
    const from = place === -1 || sign === 1 ? begin : place + 1;
    const to = place === -1 || sign === -1 ? end : place;
    const found = findTrip(rows, direction, active, from, to, call, sign * ready - shift);
    if (found === -1) continue;
    place = found;
    tripRow = intAt(rows, place);
    columns = tripRow < realtimeRows ? scheduled : realtime;
    first = tripRow < realtimeRows ? tripRow : tripRow - realtimeRows;
    boardedAt = tripRow + call;
  }
  if (place !== -1 && scan.stays !== null) stayAboard(scan, scan.stays, layer, tripRow, boardedAt);
}

/** Whether every trip of the RAPTOR route ends before the search begins, or begins after the arrival. */
function isOutsideOf(
  scan: Scan,
  rows: Int32Array,
  begin: number,
  end: number,
  calls: number,
  shift: number,
): boolean {
  if (calls === 0 || begin === end) return true;
  const { sign, scheduled, realtime, realtimeRows } = scan.direction;
  const firstRow = intAt(rows, begin);
  const lastRow = intAt(rows, end - 1);
  const first = firstRow < realtimeRows ? scheduled : realtime;
  const last = lastRow < realtimeRows ? scheduled : realtime;
  const departures = sign === 1 ? first.boardings : first.alightings;
  const arrivals = sign === 1 ? last.alightings : last.boardings;
  const earliest = intAt(departures, firstRow < realtimeRows ? firstRow : firstRow - realtimeRows) + shift;
  const lastCall = (lastRow < realtimeRows ? lastRow : lastRow - realtimeRows) + calls - 1;
  const latest = intAt(arrivals, lastCall) + shift;
  return sign === 1
    ? latest < scan.start || earliest > scan.bound
    : -earliest < scan.start || -latest > scan.bound;
}
