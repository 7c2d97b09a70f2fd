import { byteAt, IntColumn, intAt } from '../feed/columns.ts';
import type { Blocks } from './blocks.ts';
import type { PlanningTables } from './planning-tables.ts';

/**
 * Routes as RAPTOR defines them (Delling, Pajor, Werneck 2012, section 2): trips of one pattern without
 * overtaking. Ours also have the same boarding rules, because the search takes the first trip as the best.
 */
export interface RaptorRoutes {
  /** Route n has the trips `trips[offsets[n]]` to `trips[offsets[n + 1]]`, exclusive, in order of time. */
  readonly offsets: Int32Array;
  readonly trips: Int32Array;
  /** First stop time row of each of the trips. */
  readonly rows: Int32Array;
  /** Pattern n has the routes `ofPattern[n]` to `ofPattern[n + 1]`, exclusive. */
  readonly ofPattern: Int32Array;
}

/** Maximum routes tried per trip, to bound the work if every trip overtakes others. */
export const triedRoutes = 64;

/** Sorts trips into RAPTOR routes by GTFS times, for all days; any subset of a route stays in order. */
export function findRaptorRoutes(tables: PlanningTables, blocks: Blocks | null): RaptorRoutes {
  const { patterns } = tables;
  const offsets = new IntColumn();
  const trips = new IntColumn();
  const ofPattern = new Int32Array(patterns.offsets.length);
  offsets.push(0);
  for (let pattern = 0; pattern + 1 < patterns.offsets.length; pattern += 1) {
    const begin = intAt(patterns.offsets, pattern);
    const end = intAt(patterns.offsets, pattern + 1);
    const routes: number[][] = [];
    for (let place = begin; place < end; place += 1)
      placeTrip(tables, blocks, routes, intAt(patterns.rows, place));
    for (const route of routes) {
      for (const trip of route) trips.push(trip);
      offsets.push(trips.length);
    }
    ofPattern[pattern + 1] = offsets.length - 1;
  }
  const placed = trips.toArray();
  return {
    offsets: offsets.toArray(),
    trips: placed,
    rows: placed.map((trip) => intAt(tables.stopTimes.offsets, trip)),
    ofPattern,
  };
}

function placeTrip(tables: PlanningTables, blocks: Blocks | null, routes: number[][], trip: number): void {
  for (const route of routes.slice(-triedRoutes)) {
    const last = route.at(-1);
    if (last !== undefined && follows(tables, last, trip) && blocksFollow(tables, blocks, last, trip)) {
      route.push(trip);
      return;
    }
  }
  routes.push([trip]);
}

/** Whether `later` is nowhere ahead of `earlier`, and has the same boarding rules. */
function follows({ stopTimes }: PlanningTables, earlier: number, later: number): boolean {
  const { offsets, arrivals, departures, pickups, dropOffs } = stopTimes;
  const first = intAt(offsets, earlier);
  const second = intAt(offsets, later);
  const calls = intAt(offsets, earlier + 1) - first;
  for (let call = 0; call < calls; call += 1) {
    const one = first + call;
    const other = second + call;
    if (
      intAt(arrivals, one) > intAt(arrivals, other) ||
      intAt(departures, one) > intAt(departures, other) ||
      byteAt(pickups, one) !== byteAt(pickups, other) ||
      byteAt(dropOffs, one) !== byteAt(dropOffs, other)
    ) {
      return false;
    }
  }
  return true;
}

/** Whether the trips that follow and precede two trips in their blocks are in the same order. */
function blocksFollow(
  tables: PlanningTables,
  blocks: Blocks | null,
  earlier: number,
  later: number,
): boolean {
  if (blocks === null) return true;
  return [blocks.next, blocks.previous].every((neighbour) => {
    let [one, other] = [intAt(neighbour, earlier), intAt(neighbour, later)];
    while (one !== -1 && other !== -1) {
      const isAlike =
        intAt(blocks.patternOf, one) === intAt(blocks.patternOf, other) &&
        byteAt(tables.wheelchair, one) === byteAt(tables.wheelchair, other);
      if (!isAlike || !follows(tables, one, other)) return false;
      [one, other] = [intAt(neighbour, one), intAt(neighbour, other)];
    }
    return one === other;
  });
}
