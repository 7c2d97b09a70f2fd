/** Chains of this name record in themselves what is pruned; those of earlier versions did not. */
const recordsPruning = 'v2.';

/**
 * @param id unique, such as a UUID
 * @returns a name that the chain's first hash and every checkpoint depend on
 */
export function newChainName(id: string): string {
  return `${recordsPruning}${id}`;
}

/** Whether entries may only be gone where a note in the chain says that they were pruned. */
export function chainRecordsPruning(chain: string): boolean {
  return chain.startsWith(recordsPruning);
}
