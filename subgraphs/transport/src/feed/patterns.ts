import { at, type Groups, groupRows, IntColumn } from './columns.ts';
import type { FeedTables } from './feed-tables.ts';
import { inSlices } from './slices.ts';
import type { Pattern } from './tables.ts';

export interface Patterns {
  readonly patterns: readonly Pattern[];
  readonly patternIndex: ReadonlyMap<string, number>;
  readonly patternOfTrip: Int32Array;
  readonly patternsOfStop: Groups;
}

interface Draft {
  readonly id: string;
  readonly route: number;
  readonly direction: number;
  readonly stops: Int32Array;
  readonly trips: number[];
}

const tripsOfSlice = 1_000;
const patternsOfSlice = 100;

/** Groups trips with the same stops. GTFS has no id for such a pattern, so it is `route:direction:n`. */
export async function findPatterns(tables: FeedTables): Promise<Patterns> {
  const { trips, stopTimes, routes } = tables;
  const drafts: Draft[] = [];
  const byWay = new Map<string, number>();
  const counts = new Map<string, number>();
  const patternOfTrip = new Int32Array(trips.ids.length);
  await inSlices(trips.ids.length, tripsOfSlice, (trip) => {
    const stops = stopTimes.stops.subarray(at(stopTimes.offsets, trip), at(stopTimes.offsets, trip + 1));
    const route = at(trips.routes, trip);
    const direction = at(trips.directions, trip);
    const way = `${route}:${direction}:${stops.join(',')}`;
    let pattern = byWay.get(way);
    if (pattern === undefined) {
      const name = `${at(routes, route).id}:${Math.max(direction, 0)}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      pattern = drafts.push({ id: `${name}:${count}`, route, direction, stops, trips: [] }) - 1;
      byWay.set(way, pattern);
    }
    at(drafts, pattern).trips.push(trip);
    patternOfTrip[trip] = pattern;
  });
  const patterns: Pattern[] = [];
  await inSlices(drafts.length, patternsOfSlice, (index) => {
    const draft = at(drafts, index);
    patterns.push({ ...draft, trips: byFirstDeparture(tables, draft.trips) });
  });
  return {
    patterns,
    patternIndex: new Map(patterns.map(({ id }, index) => [id, index])),
    patternOfTrip,
    patternsOfStop: patternsByStop(patterns, tables.stops.ids.length),
  };
}

function byFirstDeparture({ stopTimes }: FeedTables, trips: readonly number[]): Int32Array {
  const first = (trip: number) => stopTimes.departures[at(stopTimes.offsets, trip)] ?? 0;
  return Int32Array.from(trips).sort((one, other) => first(one) - first(other) || one - other);
}

function patternsByStop(patterns: readonly Pattern[], stops: number): Groups {
  const stopColumn = new IntColumn();
  const patternColumn = new IntColumn();
  for (const [index, pattern] of patterns.entries()) {
    for (const stop of new Set(pattern.stops)) {
      stopColumn.push(stop);
      patternColumn.push(index);
    }
  }
  const groups = groupRows(stopColumn.toArray(), stops);
  const patternOf = patternColumn.toArray();
  return { offsets: groups.offsets, rows: groups.rows.map((row) => at(patternOf, row)) };
}
