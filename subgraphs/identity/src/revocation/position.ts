import type { RevocationRow } from '../store/database.ts';

/** Number of marks of `migrations/0019`. */
const marks = 2 ** 22;

/**
 * Position of a gateway in the feed: number and mark of the last row seen, as one integer. The mark detects
 * positions of another or restored database.
 */
export function positionOf({ number, mark }: Pick<RevocationRow, 'number' | 'mark'>): number {
  return number * marks + mark;
}

export function rowAt(position: number): Pick<RevocationRow, 'number' | 'mark'> {
  return { number: Math.floor(position / marks), mark: position % marks };
}

/** Position before the first row. */
export const start = 0;
