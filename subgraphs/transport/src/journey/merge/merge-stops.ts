import { at, groupRows, IntColumn, intAt, rowsOf, sharedBytes, sharedInts } from '../../feed/columns.ts';
import { notAccessible } from '../active-trips.ts';
import type { PlanningTables } from '../planning-tables.ts';

/** Stops of several feeds as places: stops of different feeds that are the same place share a row. */
export interface PlaceRows {
  readonly count: number;
  /** Feed -> stop row -> row of the place. */
  readonly of: readonly Int32Array[];
}

type Stops = PlanningTables['stops'];

/** A row for each place, with position, kind, access and station of the first feed that has it. */
export function mergeStops(feeds: readonly Stops[], { count, of }: PlaceRows): Stops {
  const kinds = sharedBytes(count);
  const latitudes = new Float64Array(new SharedArrayBuffer(8 * count));
  const longitudes = new Float64Array(new SharedArrayBuffer(8 * count));
  const wheelchair = sharedBytes(count);
  const access = sharedBytes(count);
  const parents = sharedInts(count).fill(-1);
  // Written in reverse order, so that the first feed wins.
  for (const [feed, stops] of [...feeds.entries()].reverse()) {
    const places = at(of, feed);
    for (let row = 0; row < places.length; row += 1) {
      const place = intAt(places, row);
      kinds[place] = at(stops.kinds, row);
      latitudes[place] = at(stops.latitudes, row);
      longitudes[place] = at(stops.longitudes, row);
      access[place] = at(stops.access, row);
      wheelchair[place] = worse(at(wheelchair, place), at(stops.wheelchair, row));
      const parent = intAt(stops.parents, row);
      if (parent !== -1) parents[place] = intAt(places, parent);
    }
  }
  return {
    kinds,
    latitudes,
    longitudes,
    wheelchair,
    access,
    parents,
    children: mergeChildren(feeds, { count, of }),
  };
}

/** A place is inaccessible if any feed says so, and unknown if no feed says anything. */
function worse(one: number, other: number): number {
  if (one === notAccessible || other === notAccessible) return notAccessible;
  return Math.max(one, other);
}

/** The platforms that any feed lists for a station, each once. */
function mergeChildren(feeds: readonly Stops[], { count, of }: PlaceRows): Stops['children'] {
  const stations = new IntColumn();
  const platforms = new IntColumn();
  const seen = new Set<number>();
  for (const [feed, { children }] of feeds.entries()) {
    const places = at(of, feed);
    for (let row = 0; row < places.length; row += 1) {
      const station = intAt(places, row);
      for (const child of rowsOf(children, row)) {
        const platform = intAt(places, child);
        const pair = station * count + platform;
        if (seen.has(pair)) continue;
        seen.add(pair);
        stations.push(station);
        platforms.push(platform);
      }
    }
  }
  const { offsets, rows } = groupRows(stations.toArray(), count);
  const listed = platforms.toArray();
  return { offsets, rows: rows.map((row) => intAt(listed, row)) };
}
