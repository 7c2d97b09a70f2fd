import { at, rowsOf } from '../../../feed/columns.ts';
import { metersOf } from '../../../feed/nearby.ts';
import type { Coordinates } from '../../../journey/query/journey-query.ts';
import type { ShapePoints } from '../../read/shape-columns.ts';

/** The points of one shape, with the distance of each from the first. */
export interface ShapeLine {
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  /** In meters, measured. */
  readonly meters: Float64Array;
  /** `shape_dist_traveled`, never falling; the last is 0 if the shape has none. */
  readonly distances: Float64Array;
}

/** A place on the line: between the points `index` and `index + 1`. */
export interface LineMatch {
  readonly index: number;
  /** Distance from the beginning of the line, in meters. */
  readonly along: number;
  /** Distance from the stop to the line, in meters. */
  readonly away: number;
}

export function shapeLine(points: ShapePoints, shape: number): ShapeLine {
  const rows = rowsOf(points.ofShape, shape);
  const latitudes = Float64Array.from(rows, (row) => at(points.latitudes, row));
  const longitudes = Float64Array.from(rows, (row) => at(points.longitudes, row));
  const meters = new Float64Array(rows.length);
  const distances = new Float64Array(rows.length);
  let longest = 0;
  for (const [index, row] of rows.entries()) {
    const own = at(points.distances, row);
    if (own > longest) longest = own;
    distances[index] = longest;
    if (index === 0) continue;
    const place = (each: number) => ({ latitude: at(latitudes, each), longitude: at(longitudes, each) });
    meters[index] = at(meters, index - 1) + metersOf(place(index - 1), place(index));
  }
  return { latitudes, longitudes, meters, distances };
}

const metersPerDegree = 111_195;

/** The nearest place between the points `index` and `index + 1`. */
export function nearestOnSegment(line: ShapeLine, index: number, stop: Coordinates): LineMatch {
  const from = flat(line, index, stop);
  const to = flat(line, index + 1, stop);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, -(from.x * dx + from.y * dy) / squared));
  return matchAt(line, index, share, stop);
}

/** The place at a share of the way between the points `index` and `index + 1`. */
export function matchAt(line: ShapeLine, index: number, share: number, stop: Coordinates): LineMatch {
  const next = Math.min(index + 1, line.meters.length - 1);
  const [from, to] = [flat(line, index, stop), flat(line, next, stop)];
  const start = at(line.meters, index);
  return {
    index,
    along: start + share * (at(line.meters, next) - start),
    away: Math.hypot(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)),
  };
}

/** Distance from a stop to a point, in meters. */
export function metersTo(line: ShapeLine, index: number, stop: Coordinates): number {
  const { x, y } = flat(line, index, stop);
  return Math.hypot(x, y);
}

/** The earth is flat around a stop: within the distances that matter, the error is far below a meter. */
function flat(
  { latitudes, longitudes }: ShapeLine,
  index: number,
  stop: Coordinates,
): { x: number; y: number } {
  const shrink = Math.cos((stop.latitude * Math.PI) / 180);
  return {
    x: (at(longitudes, index) - stop.longitude) * shrink * metersPerDegree,
    y: (at(latitudes, index) - stop.latitude) * metersPerDegree,
  };
}
