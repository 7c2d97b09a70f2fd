import type { Principal } from '@civic-graph/policy';

/**
 * Longest age in milliseconds of a private read that may be joined. Mutations through other processes are
 * unknown here, so a caller's own change could otherwise be missing from its next read.
 */
const ownReadsMs = 20;

/** @param since when the read began, by `performance.now()` */
export function isFreshEnough({ kind }: Principal, since: number): boolean {
  return kind === 'anonymous' || performance.now() - since < ownReadsMs;
}
