import type { RevocationRow } from '../store/database.ts';

/** Of `migrations/0019`: how many marks there are. */
const marks = 2 ** 22;

/**
 * Where a gateway is in the feed: number and mark of the last row that it has seen, as one integer that it
 * hands back. Positions of one database rise with its numbers; that of another database, or of one before its
 * backup was restored, fits no row.
 */
export function positionOf({ number, mark }: Pick<RevocationRow, 'number' | 'mark'>): number {
  return number * marks + mark;
}

export function rowAt(position: number): Pick<RevocationRow, 'number' | 'mark'> {
  return { number: Math.floor(position / marks), mark: position % marks };
}

/** Before the first one. */
export const start = 0;
