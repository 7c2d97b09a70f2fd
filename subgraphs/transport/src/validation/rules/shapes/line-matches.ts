import { at } from '../../../feed/columns.ts';
import type { Coordinates } from '../../../journey/query/journey-query.ts';
import { type LineMatch, matchAt, metersTo, nearestOnSegment, type ShapeLine } from './shape-line.ts';

/**
 * All places where a line passes a stop within a distance: one for each time that it comes nearer and goes
 * away again, because a line may pass a stop several times.
 */
export function matchesNear(line: ShapeLine, stop: Coordinates, maxMeters: number): readonly LineMatch[] {
  const matches: LineMatch[] = [];
  let best: LineMatch | null = null;
  let end = Number.POSITIVE_INFINITY;
  let goesAway = false;
  for (let index = 0; index + 1 < line.meters.length; index += 1) {
    const match = nearestOnSegment(line, index, stop);
    if (match.away <= maxMeters) {
      if (goesAway && match.away < end && best !== null) {
        matches.push(best);
        best = null;
      }
      if (best === null || match.away < best.away) best = match;
    } else if (best !== null) {
      matches.push(best);
      best = null;
    }
    end = metersTo(line, index + 1, stop);
    goesAway = end > match.away;
  }
  if (best !== null) matches.push(best);
  return matches;
}

/** Distance from a stop to the nearest place of a line, in meters. */
export function nearestMeters(line: ShapeLine, stop: Coordinates): number {
  let nearest = metersTo(line, 0, stop);
  for (let index = 0; index + 1 < line.meters.length; index += 1) {
    nearest = Math.min(nearest, nearestOnSegment(line, index, stop).away);
  }
  return nearest;
}

/** The place of a line at a `shape_dist_traveled`, looked for from a point on. */
export function matchAtDistance(
  line: ShapeLine,
  distance: number,
  from: number,
  stop: Coordinates,
): LineMatch {
  const { distances } = line;
  let index = from;
  for (let next = from; next < distances.length && distance >= at(distances, next); next += 1) index = next;
  if (index + 1 >= distances.length) return matchAt(line, index, 0, stop);
  const [start, end] = [at(distances, index), at(distances, index + 1)];
  const share = end === start ? 0 : Math.max(0, (distance - start) / (end - start));
  return matchAt(line, index, share, stop);
}
