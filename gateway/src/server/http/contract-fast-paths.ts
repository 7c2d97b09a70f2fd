import type { FastPath } from './fast-path.ts';

/**
 * The fast paths of contracts, each with its own prepared operations and requests in flight.
 * @param isServed whether a contract of this name is served, so that made-up names take no memory
 */
export function contractFastPaths(
  isServed: (contract: string) => boolean,
  create: (contract: string) => FastPath,
): (contract: string) => FastPath | null {
  const known = new Map<string, FastPath>();
  return (contract) => {
    if (!isServed(contract)) {
      known.delete(contract);
      return null;
    }
    const found = known.get(contract);
    if (found !== undefined) return found;
    const created = create(contract);
    known.set(contract, created);
    return created;
  };
}
