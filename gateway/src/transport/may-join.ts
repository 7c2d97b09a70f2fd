import type { Principal } from '@civic-graph/policy';

/**
 * What somebody reads of his own may be joined for so long, in milliseconds. That a mutation has ended is known in the process
 * that it went through; whoever has changed something by way of another one, and then asks, comes later than that.
 */
const ownReadsMs = 20;

/** @param since when the read began, by `performance.now()` */
export function mayJoin({ kind }: Principal, since: number): boolean {
  return kind === 'anonymous' || performance.now() - since < ownReadsMs;
}
