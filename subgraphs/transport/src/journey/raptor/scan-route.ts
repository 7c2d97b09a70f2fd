import { byteAt, intAt } from '../../feed/columns.ts';
import type { Direction } from './direction.ts';
import { alightingAt, boardingAt, findTrip } from './find-trip.ts';
import { type BestTimes, meets, never, type Round } from './labels.ts';
import type { Layer } from './layers.ts';
import { isContinued, type StayRules, stayAboard } from './stay-aboard.ts';

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

/** A pattern while its routes are scanned. */
export interface Path {
  /** Its stops are `stops[begin]` to `stops[begin + calls]`, exclusive. */
  stops: Int32Array;
  begin: number;
  calls: number;
  /** First call, in search direction, where trips can be boarded. */
  firstCall: number;
  /**
   * Trips that begin at `dominatedFrom` or later cannot improve stops behind this call: an earlier trip has
   * called there.
   */
  dominatedAfter: number;
  dominatedFrom: number;
}

/** RAPTOR routes of a service day, by timetable or in real time. */
export interface RaptorRouteRows {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
}

/** Scans the trips of a RAPTOR route on one service day, switching to earlier trips where possible. */
export function scanRoute(
  scan: Scan,
  path: Path,
  { offsets, rows }: RaptorRouteRows,
  route: number,
  layer: Layer,
): void {
  const begin = intAt(offsets, route);
  const end = intAt(offsets, route + 1);
  if (begin === end) return;
  const { shift } = layer;
  const { stops, begin: pathBegin, firstCall } = path;
  const { direction, before, round, best, within, isDestination } = scan;
  const { sign, scheduled, realtime, realtimeRows } = direction;
  const endCall = sign === 1 ? path.calls - 1 : 0;
  // No trip is boarded earlier than the first one at the first call, and none ends later than the last one.
  const firstRow = intAt(rows, sign === 1 ? begin : end - 1);
  const earliest = sign * (boardingAt(direction, firstRow, firstCall) + shift);
  if (earliest > scan.bound) return;
  const lastRow = intAt(rows, sign === 1 ? end - 1 : begin);
  if (sign * (alightingAt(direction, lastRow, endCall) + shift) < scan.start) return;
  const isDominated = earliest >= path.dominatedFrom && !isContinued(scan, layer, firstRow);
  const lastCall = isDominated ? path.dominatedAfter : endCall;
  // Trips of a RAPTOR route have the same rules.
  const isScheduled = firstRow < realtimeRows;
  const { boardingRules, alightingRules } = isScheduled ? scheduled : realtime;
  const rules = isScheduled ? firstRow : firstRow - realtimeRows;
  let place = -1;
  let tripRow = -1;
  let alightings = scheduled.alightings;
  /** Row of the trip's first call in `alightings`. */
  let first = -1;
  let boardedAt = -1;
  /** Where and when the first boarded trip dominates the rest of the pattern. */
  let dominatedAfter = -1;
  let dominatedFrom = never;
  for (let call = firstCall; sign * call <= sign * lastCall; call += sign) {
    const stop = intAt(stops, pathBegin + call);
    if (place !== -1) {
      if (byteAt(alightingRules, rules + call) === 1) dominatedFrom = never;
      else {
        const time = sign * (intAt(alightings, first + call) + shift);
        if (time < intAt(best.off, stop) && time <= scan.bound && meets(within, 'ready', stop, time)) {
          if (intAt(round.off, stop) === never) round.arrived.push(stop);
          round.off[stop] = time;
          best.off[stop] = time;
          round.boardedAt[stop] = boardedAt;
          round.alightedAt[stop] = tripRow + call;
          round.layer[stop] = layer.index;
          if (byteAt(isDestination, stop) === 1) scan.bound = time;
        }
      }
    }
    if (call === lastCall) break;
    const ready = intAt(before.ready, stop);
    if (ready === never || byteAt(boardingRules, rules + call) === 1) continue;
    let from = begin;
    let to = end;
    if (place !== -1) {
      // The trip before is the only one to look at: if it has left, earlier ones have left too.
      const better = place - sign;
      if (better < begin || better >= end) continue;
      if (sign * (boardingAt(direction, intAt(rows, better), call) + shift) < ready) continue;
      if (sign === 1) to = place;
      else from = place + 1;
    }
    const found = findTrip(rows, direction, from, to, call, sign * ready - shift);
    if (found === -1) continue;
    const isFirst = place === -1;
    place = found;
    tripRow = intAt(rows, place);
    alightings = tripRow < realtimeRows ? scheduled.alightings : realtime.alightings;
    first = tripRow < realtimeRows ? tripRow : tripRow - realtimeRows;
    boardedAt = tripRow + call;
    if (isFirst) {
      dominatedAfter = call;
      dominatedFrom = sign * (intAt(alightings, first + endCall) + shift);
    }
  }
  if (place === -1) return;
  if (scan.stays !== null) stayAboard(scan, scan.stays, layer, tripRow, boardedAt);
  if (dominatedFrom !== never && sign * dominatedAfter < sign * path.dominatedAfter) {
    path.dominatedAfter = dominatedAfter;
    path.dominatedFrom = dominatedFrom;
  }
}
