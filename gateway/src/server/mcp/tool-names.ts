import type { SafelistedOperation } from '../../admission/safelists/safelist-client.ts';

/** Clients add a prefix, and some allow 128 characters in total. */
const maxNameLength = 64;
const digestLength = 8;

/**
 * Names the operations of an app. A digest distinguishes versions of one operation and operations without a
 * name, so that a name never changes its meaning.
 */
export function nameTools(
  operations: readonly SafelistedOperation[],
): ReadonlyMap<string, SafelistedOperation> {
  const uses = new Map<string, number>();
  for (const operation of operations) {
    const name = shortName(operation);
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return new Map(
    operations.map((operation) => {
      const name = shortName(operation);
      const isUnique = operation.name !== null && uses.get(name) === 1;
      return [isUnique ? name : `${name}_${operation.digest.slice(0, digestLength)}`, operation];
    }),
  );
}

function shortName({ name, kind }: SafelistedOperation): string {
  return (name ?? kind).slice(0, maxNameLength);
}
