/** Prefix of chains that record their own pruning; chains of earlier versions did not. */
const recordsPruning = 'v2.';

/**
 * @param id unique, such as a UUID
 * @returns a name that the chain's first hash and every checkpoint depend on
 */
export function newChainName(id: string): string {
  return `${recordsPruning}${id}`;
}

/** Whether entries may be missing only if a note in the chain records that they were pruned. */
export function chainRecordsPruning(chain: string): boolean {
  return chain.startsWith(recordsPruning);
}
