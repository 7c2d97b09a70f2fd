import { at, intAt } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { stopsOfPattern, tripsOfPattern } from '../feed/pattern-table.ts';
import type { Area } from '../realtime/vehicles/vehicle-index.ts';
import { degree } from '../shapes/shape-table.ts';

/** A line of a route on the map, with its points in millionths of a degree. */
export interface MappedLine {
  readonly route: number;
  readonly latitudes: Int32Array;
  readonly longitudes: Int32Array;
  readonly area: Area;
}

const linesOfFeeds = new WeakMap<Feed, readonly MappedLine[]>();

/** The different lines of all routes: one for each shape, and for each pattern without one. */
export function mappedLines(feed: Feed): readonly MappedLine[] {
  const known = linesOfFeeds.get(feed) ?? findLines(feed);
  linesOfFeeds.set(feed, known);
  return known;
}

function findLines(feed: Feed): readonly MappedLine[] {
  const lines = new Map<string, MappedLine>();
  const { patterns } = feed;
  for (const [pattern, route] of patterns.routes.entries()) {
    const shape = shapeOf(feed, at(tripsOfPattern(patterns, pattern), 0));
    const key = `${route}:${shape === null ? `pattern ${pattern}` : shape}`;
    if (lines.has(key)) continue;
    const points =
      shape === null ? pointsOfStops(feed, stopsOfPattern(patterns, pattern)) : pointsOfShape(feed, shape);
    lines.set(key, { route, ...points, area: areaOf(points) });
  }
  return [...lines.values()];
}

type Points = Pick<MappedLine, 'latitudes' | 'longitudes'>;

/** `null` without a shape of two points. */
function shapeOf({ trips, shapes }: Feed, trip: number): number | null {
  const shape = intAt(trips.shapes, trip);
  const isLine = shape !== -1 && intAt(shapes.offsets, shape + 1) - intAt(shapes.offsets, shape) >= 2;
  return isLine ? shape : null;
}

function pointsOfStops({ stops }: Feed, rows: Int32Array): Points {
  const inMillionths = (column: ArrayLike<number>) => rows.map((row) => Math.round(at(column, row) * degree));
  return { latitudes: inMillionths(stops.latitudes), longitudes: inMillionths(stops.longitudes) };
}

/** Views of the columns without a copy, because a national feed has millions of points. */
function pointsOfShape({ shapes }: Feed, shape: number): Points {
  const [begin, end] = [intAt(shapes.offsets, shape), intAt(shapes.offsets, shape + 1)];
  return {
    latitudes: shapes.latitudes.subarray(begin, end),
    longitudes: shapes.longitudes.subarray(begin, end),
  };
}

function areaOf({ latitudes, longitudes }: Points): Area {
  const [minLatitude, maxLatitude] = rangeOf(latitudes);
  const [minLongitude, maxLongitude] = rangeOf(longitudes);
  return { minLatitude, maxLatitude, minLongitude, maxLongitude };
}

/** Smallest and largest value, in degrees. */
function rangeOf(values: Int32Array): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least / degree, most / degree];
}
