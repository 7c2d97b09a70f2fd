import { at } from '../feed/columns.ts';
import type { Point } from './polyline.ts';

/** Positions along a line: the whole part is a segment, the fraction the place in it. */
export type Positions = Float64Array;

/** Places of a line that may be a stop; loops pass it several times. */
const maxCandidates = 8;
const metersPerDegree = 111_320;

interface Candidate {
  readonly position: number;
  /** Square of the distance to the stop, in metres. */
  readonly distance: number;
}

/**
 * Where a line passes stops: in their order, with the least sum of squared distances. So a stop on a loop, or
 * on a street used in both directions, is found in the right direction.
 *
 * @returns `null` if the stops cannot be in order along the line
 */
export function positionsAlong(line: readonly Point[], stops: readonly Point[]): Positions | null {
  const candidates = stops.map((stop) => candidatesOf(line, stop));
  const costs: number[][] = [];
  const origins: number[][] = [];
  for (const [stop, own] of candidates.entries()) {
    const before = candidates[stop - 1];
    const costsBefore = costs[stop - 1];
    costs.push([]);
    origins.push([]);
    for (const { position, distance } of own) {
      let [best, origin] = [before === undefined ? 0 : Number.POSITIVE_INFINITY, -1];
      for (const [index, other] of (before ?? []).entries()) {
        const cost = costsBefore?.[index] ?? Number.POSITIVE_INFINITY;
        if (other.position <= position && cost < best) [best, origin] = [cost, index];
      }
      costs.at(-1)?.push(best + distance);
      origins.at(-1)?.push(origin);
    }
  }
  const last = costs.at(-1) ?? [];
  let chosen = last.indexOf(Math.min(...last));
  if (!Number.isFinite(last[chosen])) return null;
  const positions = new Float64Array(stops.length);
  for (let stop = stops.length - 1; stop >= 0; stop -= 1) {
    positions[stop] = at(at(candidates, stop), chosen).position;
    chosen = at(at(origins, stop), chosen);
  }
  return positions;
}

/** The nearest places of the line: local minima of the distance, in order along the line. */
function candidatesOf(line: readonly Point[], stop: Point): Candidate[] {
  const segments = Array.from({ length: Math.max(0, line.length - 1) }, (_, segment) =>
    nearestIn(at(line, segment), at(line, segment + 1), stop, segment),
  );
  const distanceOf = (segment: number) => segments[segment]?.distance ?? Number.POSITIVE_INFINITY;
  return segments
    .filter(
      ({ distance }, segment) => distance <= distanceOf(segment - 1) && distance <= distanceOf(segment + 1),
    )
    .sort((one, other) => one.distance - other.distance)
    .slice(0, maxCandidates)
    .sort((one, other) => one.position - other.position);
}

function nearestIn(from: Point, to: Point, stop: Point, segment: number): Candidate {
  const scale = Math.cos((stop[1] * Math.PI) / 180);
  const east = (to[0] - from[0]) * scale;
  const north = to[1] - from[1];
  const [stopEast, stopNorth] = [(stop[0] - from[0]) * scale, stop[1] - from[1]];
  const length = east * east + north * north;
  const share = length === 0 ? 0 : (stopEast * east + stopNorth * north) / length;
  const place = Math.min(1, Math.max(0, share));
  const [offEast, offNorth] = [stopEast - place * east, stopNorth - place * north];
  const distance = (offEast * offEast + offNorth * offNorth) * metersPerDegree * metersPerDegree;
  return { position: segment + place, distance };
}

/** The part of a line between two positions. */
export function partOf(line: readonly Point[], from: number, to: number): Point[] {
  const points = [pointAt(line, from)];
  for (let index = Math.floor(from) + 1; index < to; index += 1) points.push(at(line, index));
  points.push(pointAt(line, to));
  return points;
}

function pointAt(line: readonly Point[], position: number): Point {
  const index = Math.min(Math.floor(position), line.length - 2);
  const [from, to] = [at(line, index), at(line, index + 1)];
  const share = position - index;
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}
