import { at, intAt } from '../../feed/columns.ts';
import type { Timetable } from '../timetable.ts';
import { isServed } from './is-served.ts';
import { type End, type EndWalks, rowsOfEnd, timeAt } from './journey-end.ts';
import { Labels, meets, never, placeRows, type Round } from './labels.ts';
import { type Layer, layersBetween } from './layers.ts';
import { findPath, findRoutes, noRoutes, type RouteRange, type Source, zoneOf } from './pattern-routes.ts';
import { ReachedPatterns } from './reached-patterns.ts';
import { type Path, type Scan, scanRoute } from './scan-route.ts';
import type { SearchRequest } from './search-request.ts';

/**
 * RAPTOR (Delling, Pajor, Werneck 2012): round n finds the earliest times with n vehicles. One object serves
 * successive searches.
 */
export class RaptorSearch {
  readonly #timetable: Timetable;
  readonly labels: Labels;
  readonly #patterns: ReachedPatterns;
  readonly #path: Path = {
    ...{ stops: new Int32Array(), begin: 0, calls: 0 },
    ...{ firstCall: 0, dominatedAfter: 0, dominatedFrom: never },
  };
  readonly #range: RouteRange = { routes: noRoutes, begin: 0, end: 0 };
  /** Row -> 1 at the destination. */
  readonly #isDestination: Uint8Array;
  /** Stop row -> seconds on foot to the destination, if that is no stop. */
  readonly #lastWalks: Int32Array;
  #destination: End = { stops: [], walks: null };

  constructor(timetable: Timetable) {
    this.#timetable = timetable;
    this.labels = new Labels(timetable.stopCount);
    this.#patterns = new ReachedPatterns(timetable);
    this.#isDestination = new Uint8Array(timetable.stopCount + placeRows);
    this.#lastWalks = new Int32Array(timetable.stopCount).fill(never);
  }

  /** @returns the earliest arrival by number of vehicles, {@link never} if there is none */
  run(request: SearchRequest): number[] {
    const { direction, origin, destination, options, within } = request;
    this.#setDestination(destination);
    this.labels.clear(request.time);
    this.labels.close(options.closedStops);
    const first = this.labels.begin();
    // A journey within the opposite search ends where that one began.
    const bound = within === null ? never : -within.start;
    let scan = this.#scanOf(request, first, first, request.vehicles, bound);
    for (const stop of origin.stops) this.#leave(scan, stop);
    if (origin.walks !== null) this.#leavePlace(scan, request, origin.walks);
    this.#walk(scan, request, 0);
    const times = [timeAt(destination, first)];
    const source = { timetable: this.#timetable, overlay: request.overlay };
    const most = within !== null || isServed(source, request) ? request.vehicles : 0;
    for (let vehicles = 1; vehicles <= most && scan.round.reached.size > 0; vehicles += 1) {
      const before = scan.round;
      scan = this.#scanOf(request, before, this.labels.begin(), request.vehicles - vehicles, scan.bound);
      const layers = layersBetween(request.layers, direction.sign, scan.start, scan.bound);
      this.#patterns.collect(before.reached, source, request);
      for (let index = 0; index < this.#patterns.size; index += 1) {
        if (index % 16 === 0) request.checkStop();
        this.#ride(scan, source, layers, this.#patterns.row(index));
      }
      this.#walk(scan, request, vehicles);
      times.push(timeAt(destination, scan.round));
    }
    return times;
  }

  /** @param left vehicles that the rest of the journey may use */
  #scanOf(request: SearchRequest, before: Round, round: Round, left: number, bound: number): Scan {
    const { direction, within, time, overlay, options } = request;
    const timetable = this.#timetable;
    return {
      stays: timetable.blocks === null ? null : { timetable, overlay, options },
      direction,
      before,
      round,
      best: this.labels.best,
      within: within === null ? null : within.upTo(left),
      isDestination: this.#isDestination,
      start: time,
      bound,
    };
  }

  #setDestination(destination: End): void {
    const before = this.#destination;
    for (const row of rowsOfEnd(before)) this.#isDestination[row] = 0;
    for (const stop of before.walks?.stops ?? []) this.#lastWalks[stop] = never;
    this.#destination = destination;
    for (const row of rowsOfEnd(destination)) this.#isDestination[row] = 1;
    const { walks } = destination;
    if (walks === null) return;
    for (const [index, stop] of walks.stops.entries()) this.#lastWalks[stop] = intAt(walks.seconds, index);
  }

  #leave(scan: Scan, stop: number): void {
    const { round, best, start, within } = scan;
    if (start >= intAt(best.off, stop) || !meets(within, 'ready', stop, start)) return;
    if (intAt(round.off, stop) === never) round.arrived.push(stop);
    round.off[stop] = start;
    best.off[stop] = start;
    if (this.#isDestination[stop] === 1) scan.bound = start;
  }

  #leavePlace(scan: Scan, { destination, options }: SearchRequest, walks: EndWalks): void {
    const { round, best, start } = scan;
    round.off[walks.row] = start;
    best.off[walks.row] = start;
    for (const [index, stop] of walks.stops.entries()) {
      if (!options.allowsWalkOnly && this.#isDestination[stop] === 1) continue;
      this.#getReady(scan, walks.row, stop, start + intAt(walks.seconds, index));
    }
    if (destination.walks === null || walks.direct === never || !options.allowsWalkOnly) return;
    this.#reachPlace(scan, walks.row, destination.walks.row, start + walks.direct);
  }

  #ride(scan: Scan, source: Source, layers: readonly (readonly Layer[])[], pattern: number): void {
    const path = this.#path;
    const range = this.#range;
    findPath(path, source, pattern);
    path.firstCall = this.#patterns.firstCall(pattern);
    path.dominatedAfter = scan.direction.sign === 1 ? path.calls - 1 : 0;
    path.dominatedFrom = never;
    if (path.firstCall === path.dominatedAfter) return;
    for (const layer of at(layers, zoneOf(source, pattern))) {
      findRoutes(range, source, layer, pattern);
      const { routes, end } = range;
      for (let route = range.begin; route < end; route += 1) scanRoute(scan, path, routes, route, layer);
    }
  }

  /** Boarding is possible at the alighting stop and, after a walk, at nearby stops. */
  #walk(scan: Scan, { direction, destination, options }: SearchRequest, vehicles: number): void {
    const { offsets, stops, seconds } = direction.footpaths;
    const { changeSeconds } = this.#timetable;
    const { ready } = scan.best;
    const isChange = vehicles > 0;
    const least = isChange ? options.minChangeSeconds : 0;
    const isBarred = vehicles === 0 && !options.allowsWalkOnly;
    for (let index = 0; index < scan.round.arrived.size; index += 1) {
      const from = scan.round.arrived.row(index);
      const time = intAt(scan.round.off, from);
      // Nobody changes at the destination.
      const isLast = this.#isDestination[from] === 1;
      const change = isChange && !isLast ? intAt(changeSeconds, from) : 0;
      if (change !== never) {
        this.#getReady(scan, from, from, time + (isLast || change > least ? change : least));
      }
      const end = intAt(offsets, from + 1);
      for (let row = intAt(offsets, from); row < end; row += 1) {
        const stop = intAt(stops, row);
        const walk = intAt(seconds, row);
        if (time + walk >= intAt(ready, stop)) continue;
        const isEnd = this.#isDestination[stop] === 1;
        if (isEnd && isBarred) continue;
        this.#getReady(scan, from, stop, time + (isEnd || walk > least ? walk : least));
      }
      if (destination.walks === null || isBarred) continue;
      const last = intAt(this.#lastWalks, from);
      if (last !== never) this.#reachPlace(scan, from, destination.walks.row, time + last);
    }
  }

  #getReady(scan: Scan, from: number, stop: number, time: number): void {
    const { round, best, within } = scan;
    if (time >= intAt(best.ready, stop) || time > scan.bound || !meets(within, 'off', stop, time)) return;
    if (intAt(round.ready, stop) === never) round.reached.push(stop);
    round.ready[stop] = time;
    best.ready[stop] = time;
    round.walkedFrom[stop] = from;
    if (this.#isDestination[stop] === 1) scan.bound = time;
  }

  /** Like {@link RaptorSearch.#getReady}, for a place at which no vehicle stops. */
  #reachPlace(scan: Scan, from: number, row: number, time: number): void {
    const { round, best, within } = scan;
    if (time >= intAt(best.ready, row) || time > scan.bound || !meets(within, 'off', row, time)) return;
    round.ready[row] = time;
    best.ready[row] = time;
    round.walkedFrom[row] = from;
    scan.bound = time;
  }
}
