import { byteAt, intAt } from '../../feed/columns.ts';
import { callCountOf, firstRowOf, type Timetable } from '../timetable.ts';
import type { Direction } from './direction.ts';
import { findTrip } from './find-trip.ts';
import { type BestTimes, never, type Round } from './labels.ts';
import type { Layer } from './layers.ts';
import type { Marks } from './marks.ts';

/** State of one round while trips are scanned. */
export interface Scan {
  readonly timetable: Timetable;
  readonly direction: Direction;
  readonly before: Round;
  readonly round: Round;
  readonly best: BestTimes;
  /** Best times of the opposite search; see `SearchRequest.within`. */
  readonly within: BestTimes;
  readonly isDestination: Uint8Array;
  /** Stops reached by vehicle earlier than in any previous round. */
  readonly arrived: Marks;
  /** Start time of the search, and earliest arrival so far. */
  readonly start: number;
  bound: number;
}

/** Scans a lane's trips of one service day from a call on, switching to earlier trips where possible. */
export function scanLane(scan: Scan, pattern: number, lane: number, layer: Layer, firstCall: number): void {
  const { timetable, direction, before, round, best, within } = scan;
  const { sign, boardings, alightings, boardingRules, alightingRules } = direction;
  const { offsets, stops } = timetable.tables.stopTimes;
  const { trips } = timetable.lanes;
  const begin = intAt(timetable.lanes.offsets, lane);
  const end = intAt(timetable.lanes.offsets, lane + 1);
  const calls = callCountOf(timetable.tables, pattern);
  const rules = intAt(offsets, intAt(trips, begin));
  if (isOutsideOf(scan, begin, end, calls, layer)) return;
  const path = firstRowOf(timetable.tables, pattern);
  let place = -1;
  let tripRow = -1;
  let boardedAt = -1;
  for (let call = firstCall; call >= 0 && call < calls; call += sign) {
    const stop = intAt(stops, path + call);
    if (place !== -1 && byteAt(alightingRules, rules + call) !== 1) {
      const time = sign * (intAt(alightings, tripRow + call) + layer.shift);
      if (time < intAt(best.off, stop) && time <= scan.bound && time + intAt(within.ready, stop) <= 0) {
        round.off[stop] = time;
        best.off[stop] = time;
        round.boardedAt[stop] = boardedAt;
        round.alightedAt[stop] = tripRow + call;
        round.serviceDay[stop] = layer.day;
        scan.arrived.add(stop);
        if (byteAt(scan.isDestination, stop) === 1) scan.bound = time;
      }
    }
    const ready = intAt(before.ready, stop);
    if (ready === never || byteAt(boardingRules, rules + call) === 1) continue;
    if (place !== -1 && ready > sign * (intAt(boardings, tripRow + call) + layer.shift)) continue;
    const earlier =
      place === -1 ? { begin, end } : sign === 1 ? { begin, end: place } : { begin: place + 1, end };
    const found = findTrip(timetable, direction, layer, earlier, call, ready);
    if (found === -1) continue;
    place = found;
    tripRow = intAt(offsets, intAt(trips, place));
    boardedAt = tripRow + call;
  }
}

/** Whether every trip of the lane ends before the search begins, or begins after the arrival. */
function isOutsideOf(scan: Scan, begin: number, end: number, calls: number, { shift }: Layer): boolean {
  if (calls === 0) return true;
  const { tables, lanes } = scan.timetable;
  const { offsets, arrivals, departures } = tables.stopTimes;
  const { sign } = scan.direction;
  const earliest = intAt(departures, intAt(offsets, intAt(lanes.trips, begin))) + shift;
  const latest = intAt(arrivals, intAt(offsets, intAt(lanes.trips, end - 1)) + calls - 1) + shift;
  return sign === 1
    ? latest < scan.start || earliest > scan.bound
    : -earliest < scan.start || -latest > scan.bound;
}
