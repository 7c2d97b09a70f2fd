import { at, intAt } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { cachedPoints } from './line-cache.ts';
import type { Point } from './polyline.ts';
import { degree } from './shape-table.ts';
import { type Positions, partOf, positionsAlong } from './stop-positions.ts';

/** A line on the map. */
export interface Line {
  readonly points: readonly Point[];
  /** Whether it only connects stops, because the feed has no shape for it. */
  readonly isStraight: boolean;
}

/** The straight line through stops. */
export function straightLine({ stops }: Feed, rows: Iterable<number>): Line {
  const points = Array.from(rows, (row): Point => [at(stops.longitudes, row), at(stops.latitudes, row)]);
  return { points, isStraight: true };
}

/** The straight line between two stops, which may be of different feeds. */
export function lineBetween(...ends: readonly { readonly feed: Feed; readonly row: number }[]): Line {
  return { points: ends.flatMap(({ feed, row }) => straightLine(feed, [row]).points), isStraight: true };
}

/** The line of a trip. */
export function lineOfTrip(feed: Feed, trip: number): Line {
  const points = shapeOf(feed, trip);
  return points === null ? straightLine(feed, stopsOf(feed, trip)) : { points, isStraight: false };
}

/** The line of a trip between two of its calls, given as stop time rows; `null` without a usable shape. */
export function lineOfRide(feed: Feed, trip: number, boarding: number, alighting: number): Line | null {
  const points = shapeOf(feed, trip);
  const positions = points === null ? null : positionsOf(feed, trip, points);
  if (points === null || positions === null) return null;
  const first = intAt(feed.stopTimes.offsets, trip);
  const part = partOf(points, at(positions, boarding - first), at(positions, alighting - first));
  return { points: part, isStraight: false };
}

function shapeOf(feed: Feed, trip: number): readonly Point[] | null {
  const { trips, shapes } = feed;
  const shape = intAt(trips.shapes, trip);
  if (shape === -1) return null;
  const [begin, end] = [intAt(shapes.offsets, shape), intAt(shapes.offsets, shape + 1)];
  if (end - begin < 2) return null;
  return cachedPoints(feed, shape, () =>
    Array.from({ length: end - begin }, (_, index) => [
      intAt(shapes.longitudes, begin + index) / degree,
      intAt(shapes.latitudes, begin + index) / degree,
    ]),
  );
}

function stopsOf({ stopTimes }: Feed, trip: number): Int32Array {
  return stopTimes.stops.subarray(intAt(stopTimes.offsets, trip), intAt(stopTimes.offsets, trip + 1));
}

/** Positions are the same for all trips of a pattern with the same shape, so they are cached. */
const keptPositions = 500;
const kept = new WeakMap<Feed, Map<string, Positions | null>>();

function positionsOf(feed: Feed, trip: number, points: readonly Point[]): Positions | null {
  const ofFeed = kept.get(feed) ?? new Map<string, Positions | null>();
  kept.set(feed, ofFeed);
  const key = `${at(feed.patternOfTrip, trip)}:${at(feed.trips.shapes, trip)}`;
  const known = ofFeed.get(key);
  if (known !== undefined) return known;
  const positions = positionsAlong(points, straightLine(feed, stopsOf(feed, trip)).points);
  if (ofFeed.size >= keptPositions) ofFeed.clear();
  ofFeed.set(key, positions);
  return positions;
}
