import { at } from '../../../feed/columns.ts';
import type { LineMatch } from './shape-line.ts';

/** The best assignment of the stops so far: where it ends, and the sum of distances to the line. */
interface Assignment {
  readonly along: number;
  readonly score: number;
}

/**
 * Whether the stops can be assigned to their matches in the order of the line.
 *
 * @returns index of the first stop that cannot, or -1
 */
export function firstOutOfOrder(matchesOfStops: readonly (readonly LineMatch[])[]): number {
  let assignments: readonly Assignment[] = [{ along: 0, score: 0 }];
  for (let stop = 0; stop < matchesOfStops.length; stop += 1) {
    assignments = at(matchesOfStops, stop).flatMap(({ along, away }) => {
      const scores = assignments.filter((before) => before.along <= along).map(({ score }) => score);
      return scores.length === 0 ? [] : [{ along, score: Math.min(...scores) + away }];
    });
    if (assignments.length === 0) return stop;
  }
  return -1;
}
