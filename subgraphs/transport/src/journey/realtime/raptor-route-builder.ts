import { at, byteAt, IntColumn, intAt } from '../../feed/columns.ts';
import type { Day } from '../../gtfs/date.ts';
import { nextSet } from '../active-trips.ts';
import { triedRoutes } from '../raptor-routes.ts';
import type { Timetable } from '../timetable.ts';
import type { BlockLinks } from './block-links.ts';
import type { RealtimeRuns } from './realtime-runs.ts';
import { callsFrom, linkedRow, tripAt } from './run-rows.ts';

/** A RAPTOR route under construction. */
interface OpenRoute {
  readonly rows: number[];
  /** RAPTOR route of the timetable that its last trip comes from, or -1 for a run. */
  lastFrom: number;
}

/** Keys that sort trips by their first departure, and then by their order of insertion. */
const orders = 2 ** 21;

/**
 * Sorts the trips of one pattern and day into RAPTOR routes: runs with times of their own, among the
 * trips that run as the timetable says. A run that overtakes goes into another route.
 */
export class RaptorRouteBuilder {
  readonly #timetable: Timetable;
  readonly #runs: RealtimeRuns;
  readonly #links: ReadonlyMap<Day, BlockLinks>;
  readonly #baseRows: number;
  readonly #offsets = new IntColumn();
  readonly #rows = new IntColumn();
  readonly #groups = new IntColumn();

  constructor(timetable: Timetable, runs: RealtimeRuns, links: ReadonlyMap<Day, BlockLinks>) {
    this.#timetable = timetable;
    this.#runs = runs;
    this.#links = links;
    this.#baseRows = timetable.tables.stopTimes.stops.length;
    this.#offsets.push(0);
    this.#groups.push(0);
  }

  /**
   * @param members runs with times of their own
   * @param active trips that run as the timetable says, in the order of the routes
   * @returns the number of the group
   */
  addGroup(day: Day, pattern: number, members: readonly number[], active: Int32Array): number {
    const rows: number[] = [];
    const from: number[] = [];
    this.#collectScheduled(pattern, active, rows, from);
    for (const run of members) {
      rows.push(this.#baseRows + intAt(this.#runs.offsets, run));
      from.push(-1);
    }
    const [first = -1] = rows;
    const calls = first === -1 ? 0 : callsFrom(this.#timetable, this.#runs, first);
    const keys = Float64Array.from(rows, (row, order) => this.#firstDeparture(row) * orders + order).sort();
    const routes: OpenRoute[] = [];
    for (const key of keys) {
      const order = key - Math.floor(key / orders) * orders;
      this.#place(day, routes, rows[order] ?? 0, from[order] ?? -1, calls);
    }
    for (const route of routes) {
      for (const row of route.rows) this.#rows.push(row);
      this.#offsets.push(this.#rows.length);
    }
    this.#groups.push(this.#offsets.length - 1);
    return this.#groups.length - 2;
  }

  finish() {
    return {
      raptorRoutes: { offsets: this.#offsets.toArray(), rows: this.#rows.toArray() },
      groups: this.#groups.toArray(),
    };
  }

  #collectScheduled(pattern: number, active: Int32Array, rows: number[], from: number[]): void {
    const { raptorRoutes, patternCount } = this.#timetable;
    if (pattern >= patternCount) return;
    const last = intAt(raptorRoutes.ofPattern, pattern + 1);
    for (let route = intAt(raptorRoutes.ofPattern, pattern); route < last; route += 1) {
      const end = intAt(raptorRoutes.offsets, route + 1);
      for (
        let place = nextSet(active, intAt(raptorRoutes.offsets, route), end);
        place !== -1;
        place = nextSet(active, place + 1, end)
      ) {
        rows.push(intAt(raptorRoutes.rows, place));
        from.push(route);
      }
    }
  }

  #place(day: Day, routes: OpenRoute[], row: number, from: number, calls: number): void {
    const hasBlocks = this.#timetable.blocks !== null;
    for (let index = Math.max(0, routes.length - triedRoutes); index < routes.length; index += 1) {
      const route = routes[index];
      const last = route?.rows.at(-1);
      if (route === undefined || last === undefined) continue;
      // Trips of one route of the timetable are in order already, unless the trips that follow have changed.
      const isPlanned = from !== -1 && route.lastFrom === from && !hasBlocks;
      if (isPlanned || (this.#follows(last, row, calls) && this.#blocksFollow(day, last, row))) {
        route.rows.push(row);
        route.lastFrom = from;
        return;
      }
    }
    routes.push({ rows: [row], lastFrom: from });
  }

  /** Whether the trips that follow and precede two trips in their blocks are in the same order. */
  #blocksFollow(day: Day, earlier: number, later: number): boolean {
    const timetable = this.#timetable;
    const { blocks, tables } = timetable;
    if (blocks === null) return true;
    const overlay = { links: this.#links };
    return ([1, -1] as const).every((sign) => {
      const linked = (row: number) => linkedRow(timetable, overlay, sign, row, day);
      let [one, other] = [linked(earlier), linked(later)];
      while (one !== -1 && other !== -1) {
        const [trip, otherTrip] = [one, other].map((row) => tripAt(timetable, this.#runs, row));
        const isAlike =
          at(blocks.patternOf, trip ?? -1) === at(blocks.patternOf, otherTrip ?? -1) &&
          at(tables.wheelchair, trip ?? -1) === at(tables.wheelchair, otherTrip ?? -1);
        if (!isAlike || !this.#follows(one, other, callsFrom(timetable, this.#runs, one))) return false;
        [one, other] = [linked(one), linked(other)];
      }
      return one === other;
    });
  }

  #firstDeparture(row: number): number {
    return row < this.#baseRows
      ? intAt(this.#timetable.tables.stopTimes.departures, row)
      : intAt(this.#runs.calls.departures, row - this.#baseRows);
  }

  /** Whether `later` is nowhere ahead of `earlier`, and has the same boarding rules. */
  #follows(earlier: number, later: number, calls: number): boolean {
    const scheduled = this.#timetable.tables.stopTimes;
    const one = earlier < this.#baseRows ? scheduled : this.#runs.calls;
    const other = later < this.#baseRows ? scheduled : this.#runs.calls;
    const first = earlier < this.#baseRows ? earlier : earlier - this.#baseRows;
    const second = later < this.#baseRows ? later : later - this.#baseRows;
    for (let call = 0; call < calls; call += 1) {
      if (
        intAt(one.arrivals, first + call) > intAt(other.arrivals, second + call) ||
        intAt(one.departures, first + call) > intAt(other.departures, second + call) ||
        byteAt(one.pickups, first + call) !== byteAt(other.pickups, second + call) ||
        byteAt(one.dropOffs, first + call) !== byteAt(other.dropOffs, second + call)
      ) {
        return false;
      }
    }
    return true;
  }
}
