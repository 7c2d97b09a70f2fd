import { createHmac } from 'node:crypto';

/** A condition of a cell: ids, so that the key is the same in later editions. */
export type Condition = readonly [variable: string, code: string];

/** What selects the deviation of a cell. */
export interface KeyedCell {
  readonly conditions: readonly Condition[];
  readonly count: number;
  /** Sum of the keys of its records, uniform in [0, 1). */
  readonly key: number;
}

/** The secret for the cell keys of one file of unit records. */
export function cellSecret(disclosureKey: Uint8Array, microdata: string): Uint8Array {
  return createHmac('sha256', disclosureKey).update(`cells\n${microdata}`).digest();
}

/**
 * The key of a cell, uniform in [0, 1). With a key from the records alone, equal counts of a cell and of a
 * larger one would reveal that the rest is empty. A small cell keeps the key of its records, because a reader
 * could otherwise draw its deviation again in each table that isolates the same units.
 */
export function cellKey(
  secret: Uint8Array,
  smallestCount: number,
  { conditions, count, key }: KeyedCell,
): number {
  if (count < smallestCount) return key;
  const sorted = [...conditions].sort(([one], [other]) => (one < other ? -1 : 1));
  const digest = createHmac('sha256', secret)
    .update(JSON.stringify([key, sorted]))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
