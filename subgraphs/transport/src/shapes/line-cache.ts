import type { Feed } from '../feed/feed.ts';
import type { Point } from './polyline.ts';

/** Maximum cached points of a feed, which take some 60 bytes each. */
const maxPoints = 300_000;

interface Cached {
  readonly shapes: Map<number, readonly Point[]>;
  points: number;
}

const cached = new WeakMap<Feed, Cached>();

/** The points of a shape, read once: a query may ask for the same shape in each of its trips. */
export function cachedPoints(feed: Feed, shape: number, read: () => readonly Point[]): readonly Point[] {
  const known = cached.get(feed)?.shapes.get(shape);
  if (known !== undefined) return known;
  const points = read();
  const before = cached.get(feed);
  const own = before === undefined || before.points > maxPoints ? { shapes: new Map(), points: 0 } : before;
  cached.set(feed, own);
  own.shapes.set(shape, points);
  own.points += points.length;
  return points;
}
