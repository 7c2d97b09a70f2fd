import { at, type Groups, groupRows, IntColumn, intAt, sharedInts } from './columns.ts';
import type { FeedTables } from './feed-tables.ts';
import { IdTableBuilder } from './id-table.ts';
import { type PatternTable, stopsOfPattern } from './pattern-table.ts';
import { inSlices } from './slices.ts';

export interface Patterns {
  readonly patterns: PatternTable;
  readonly patternOfTrip: Int32Array;
  readonly patternsOfStop: Groups;
}

/** Groups trips with the same stops. */
export async function findPatterns(
  tables: Pick<FeedTables, 'trips' | 'stopTimes' | 'routes' | 'stops'>,
): Promise<Patterns> {
  const { trips, stopTimes, routes } = tables;
  const ids = new IdTableBuilder();
  const [routeOf, directionOf, firstTrip] = [new IntColumn(), new IntColumn(), new IntColumn()];
  const byWay = new Map<string, number>();
  const counts = new Map<string, number>();
  const patternOfTrip = sharedInts(trips.ids.length);
  await inSlices(trips.ids.length, (trip) => {
    const route = intAt(trips.routes, trip);
    const direction = at(trips.directions, trip);
    const way = `${route}:${direction}:${stopsOfTrip(tables, trip).join(',')}`;
    let pattern = byWay.get(way);
    if (pattern === undefined) {
      const name = `${at(routes, route).id}:${Math.max(direction, 0)}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      pattern = ids.length;
      ids.push(`${name}:${count}`);
      routeOf.push(route);
      directionOf.push(direction);
      firstTrip.push(trip);
      byWay.set(way, pattern);
    }
    patternOfTrip[trip] = pattern;
  });
  const ofPattern = groupRows(patternOfTrip, ids.length);
  const first = (trip: number) => stopTimes.departures[intAt(stopTimes.offsets, trip)] ?? 0;
  await inSlices(ids.length, (pattern) => {
    ofPattern.rows
      .subarray(intAt(ofPattern.offsets, pattern), intAt(ofPattern.offsets, pattern + 1))
      .sort((one, other) => first(one) - first(other) || one - other);
  });
  const patterns: PatternTable = {
    ids: ids.table(),
    routes: routeOf.toShared(),
    directions: directionOf.toShared(),
    stops: stopsOfTrips(tables, firstTrip.toArray()),
    trips: ofPattern,
  };
  return { patterns, patternOfTrip, patternsOfStop: patternsByStop(patterns, tables.stops.ids.length) };
}

function stopsOfTrip({ stopTimes }: Pick<FeedTables, 'stopTimes'>, trip: number): Int32Array {
  return stopTimes.stops.subarray(intAt(stopTimes.offsets, trip), intAt(stopTimes.offsets, trip + 1));
}

function stopsOfTrips(tables: Pick<FeedTables, 'stopTimes'>, trips: Int32Array): Groups {
  const offsets = sharedInts(trips.length + 1);
  for (const [pattern, trip] of trips.entries()) {
    offsets[pattern + 1] = intAt(offsets, pattern) + stopsOfTrip(tables, trip).length;
  }
  const rows = sharedInts(intAt(offsets, trips.length));
  for (const [pattern, trip] of trips.entries()) rows.set(stopsOfTrip(tables, trip), intAt(offsets, pattern));
  return { offsets, rows };
}

function patternsByStop(patterns: PatternTable, stops: number): Groups {
  const stopColumn = new IntColumn();
  const patternColumn = new IntColumn();
  for (let pattern = 0; pattern < patterns.ids.length; pattern += 1) {
    for (const stop of new Set(stopsOfPattern(patterns, pattern))) {
      stopColumn.push(stop);
      patternColumn.push(pattern);
    }
  }
  const groups = groupRows(stopColumn.toArray(), stops);
  const patternOf = patternColumn.toArray();
  return { offsets: groups.offsets, rows: groups.rows.map((row) => at(patternOf, row)) };
}
