import type { Principal } from '@civic-graph/policy';

/**
 * What somebody reads of his own may be joined for so long, in milliseconds. That a mutation has ended is
 * known only in the process that it went through: whoever has changed something by way of another one, and
 * asks again within this time of a read that began before, can still be given the answer to that one. Over a
 * network hardly anybody is so quick.
 */
const ownReadsMs = 20;

/** @param since when the read began, by `performance.now()` */
export function isFreshEnough({ kind }: Principal, since: number): boolean {
  return kind === 'anonymous' || performance.now() - since < ownReadsMs;
}
