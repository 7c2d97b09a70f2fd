import { at, byteAt, IntColumn, intAt } from '../../feed/columns.ts';
import type { Day } from '../../gtfs/date.ts';
import { nextSet } from '../active-trips.ts';
import { triedLanes } from '../lanes.ts';
import type { Timetable } from '../timetable.ts';
import type { BlockLinks } from './block-links.ts';
import type { RealtimeRuns } from './realtime-runs.ts';
import { callsFrom, linkedRow, tripAt } from './run-rows.ts';

/** A lane under construction. */
interface OpenLane {
  readonly rows: number[];
  /** Lane of the timetable that its last trip comes from, or -1 for a run. */
  lastFrom: number;
}

/** Keys that sort trips by their first departure, and then by their order of insertion. */
const orders = 2 ** 21;

/**
 * Sorts the trips of one pattern and day into lanes: runs with times of their own, among the trips that run
 * as the timetable says. A run that overtakes goes into another lane.
 */
export class LaneBuilder {
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
   * @param active trips that run as the timetable says, in lane order
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
    const lanes: OpenLane[] = [];
    for (const key of keys) {
      const order = key - Math.floor(key / orders) * orders;
      this.#place(day, lanes, rows[order] ?? 0, from[order] ?? -1, calls);
    }
    for (const lane of lanes) {
      for (const row of lane.rows) this.#rows.push(row);
      this.#offsets.push(this.#rows.length);
    }
    this.#groups.push(this.#offsets.length - 1);
    return this.#groups.length - 2;
  }

  finish() {
    return {
      lanes: { offsets: this.#offsets.toArray(), rows: this.#rows.toArray() },
      groups: this.#groups.toArray(),
    };
  }

  #collectScheduled(pattern: number, active: Int32Array, rows: number[], from: number[]): void {
    const { lanes, patternCount } = this.#timetable;
    if (pattern >= patternCount) return;
    for (let lane = intAt(lanes.ofPattern, pattern); lane < intAt(lanes.ofPattern, pattern + 1); lane += 1) {
      const end = intAt(lanes.offsets, lane + 1);
      for (
        let place = nextSet(active, intAt(lanes.offsets, lane), end);
        place !== -1;
        place = nextSet(active, place + 1, end)
      ) {
        rows.push(intAt(lanes.rows, place));
        from.push(lane);
      }
    }
  }

  #place(day: Day, lanes: OpenLane[], row: number, from: number, calls: number): void {
    const hasBlocks = this.#timetable.blocks !== null;
    for (let index = Math.max(0, lanes.length - triedLanes); index < lanes.length; index += 1) {
      const lane = lanes[index];
      const last = lane?.rows.at(-1);
      if (lane === undefined || last === undefined) continue;
      // Trips of one lane of the timetable are in order already, unless those that follow have changed.
      const isPlanned = from !== -1 && lane.lastFrom === from && !hasBlocks;
      if (isPlanned || (this.#follows(last, row, calls) && this.#blocksFollow(day, last, row))) {
        lane.rows.push(row);
        lane.lastFrom = from;
        return;
      }
    }
    lanes.push({ rows: [row], lastFrom: from });
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
