import { intAt } from '../../feed/columns.ts';
import type { Timetable } from '../timetable.ts';
import type { Direction } from './direction.ts';
import { type BestTimes, Labels, never, type Round, unlimited } from './labels.ts';
import type { Layer } from './layers.ts';
import { Marks } from './marks.ts';
import { type Scan, scanLane } from './scan-lane.ts';

export interface SearchRequest {
  readonly direction: Direction;
  readonly layers: readonly Layer[];
  readonly origins: Iterable<number>;
  readonly destinations: readonly number[];
  /** Start time at the origins, on the search's clock: negated in a backward search. */
  readonly time: number;
  readonly vehicles: number;
  /** Best times of the opposite search, used to prune. */
  readonly within?: BestTimes;
  /** Called often. @throws to abort on cancellation or time-out */
  readonly checkStop: () => void;
}

/**
 * RAPTOR (Delling, Pajor, Werneck 2012): round n finds the earliest times with n vehicles. One object serves
 * successive searches.
 */
export class RaptorSearch {
  readonly #timetable: Timetable;
  readonly labels: Labels;
  readonly #unlimited: BestTimes;
  /** Stops with an improved boarding time in the previous round. */
  readonly #ready: Marks;
  readonly #arrived: Marks;
  readonly #patterns: Marks;
  /** Pattern row -> first boardable call, in search direction. */
  readonly #firstCalls: Int32Array;
  readonly #isDestination: Uint8Array;

  constructor(timetable: Timetable) {
    this.#timetable = timetable;
    this.labels = new Labels(timetable.stopCount);
    this.#unlimited = unlimited(timetable.stopCount);
    this.#ready = new Marks(timetable.stopCount);
    this.#arrived = new Marks(timetable.stopCount);
    this.#patterns = new Marks(timetable.patternCount);
    this.#firstCalls = new Int32Array(timetable.patternCount);
    this.#isDestination = new Uint8Array(timetable.stopCount);
  }

  /** @returns the earliest arrival by number of vehicles, {@link never} if there is none */
  run(request: SearchRequest): number[] {
    const { direction, layers, destinations } = request;
    this.#isDestination.fill(0);
    for (const stop of destinations) this.#isDestination[stop] = 1;
    for (const marks of [this.#ready, this.#arrived, this.#patterns]) marks.clear();
    this.labels.clear();
    let before = this.labels.begin(0);
    const scan = this.#scanOf(request, before, before);
    for (const stop of request.origins) this.#leave(scan, stop);
    this.#walk(scan);
    const times = [timeAt(destinations, before)];
    for (let vehicles = 1; vehicles <= request.vehicles && this.#ready.size > 0; vehicles += 1) {
      const round = this.labels.begin(vehicles);
      const next = { ...this.#scanOf(request, before, round), bound: scan.bound };
      this.#collectPatterns(direction);
      for (let index = 0; index < this.#patterns.size; index += 1) {
        if (index % 16 === 0) request.checkStop();
        this.#ride(next, this.#patterns.row(index), layers);
      }
      this.#walk(next);
      scan.bound = next.bound;
      times.push(timeAt(destinations, round));
      before = round;
    }
    return times;
  }

  #scanOf({ direction, within = this.#unlimited, time }: SearchRequest, before: Round, round: Round): Scan {
    return {
      timetable: this.#timetable,
      direction,
      before,
      round,
      best: this.labels.best,
      within,
      isDestination: this.#isDestination,
      arrived: this.#arrived,
      start: time,
      bound: never,
    };
  }

  #leave(scan: Scan, stop: number): void {
    const { round, best, start, within } = scan;
    if (start + intAt(within.ready, stop) > 0) return;
    round.off[stop] = start;
    best.off[stop] = start;
    this.#arrived.add(stop);
    if (this.#isDestination[stop] === 1) scan.bound = start;
  }

  #collectPatterns({ sign }: Direction): void {
    const { offsets, patterns, calls } = this.#timetable.callsAt;
    this.#patterns.clear();
    for (let index = 0; index < this.#ready.size; index += 1) {
      const stop = this.#ready.row(index);
      for (let row = intAt(offsets, stop); row < intAt(offsets, stop + 1); row += 1) {
        const pattern = intAt(patterns, row);
        const call = intAt(calls, row);
        const isFirst = this.#patterns.add(pattern) || sign * call < sign * intAt(this.#firstCalls, pattern);
        if (isFirst) this.#firstCalls[pattern] = call;
      }
    }
    this.#ready.clear();
  }

  #ride(scan: Scan, pattern: number, layers: readonly Layer[]): void {
    const { ofPattern } = this.#timetable.lanes;
    const call = intAt(this.#firstCalls, pattern);
    for (let lane = intAt(ofPattern, pattern); lane < intAt(ofPattern, pattern + 1); lane += 1) {
      for (const layer of layers) scanLane(scan, pattern, lane, layer, call);
    }
  }

  /** Boarding is possible at the alighting stop and, after a walk, at nearby stops. */
  #walk(scan: Scan): void {
    const { offsets, stops, seconds } = scan.direction.footpaths;
    for (let index = 0; index < this.#arrived.size; index += 1) {
      const from = this.#arrived.row(index);
      const time = intAt(scan.round.off, from);
      this.#getReady(scan, from, from, time);
      for (let row = intAt(offsets, from); row < intAt(offsets, from + 1); row += 1) {
        this.#getReady(scan, from, intAt(stops, row), time + intAt(seconds, row));
      }
    }
    this.#arrived.clear();
  }

  #getReady(scan: Scan, from: number, stop: number, time: number): void {
    const { round, best, within } = scan;
    if (time >= intAt(best.ready, stop) || time > scan.bound || time + intAt(within.off, stop) > 0) return;
    round.ready[stop] = time;
    best.ready[stop] = time;
    round.walkedFrom[stop] = from;
    this.#ready.add(stop);
    if (this.#isDestination[stop] === 1) scan.bound = time;
  }
}

function timeAt(destinations: readonly number[], { off, ready }: Round): number {
  let time = never;
  for (const stop of destinations) time = Math.min(time, intAt(off, stop), intAt(ready, stop));
  return time;
}
