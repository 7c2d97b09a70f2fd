import { createHmac } from 'node:crypto';
import type { Cell } from '../data-sets/cell.ts';

/**
 * Draws a number for each cell from a secret key, above 0 and at most 1. The same key gives the same number
 * at each load, because two patterns for one content would betray more than either. The id of the data set
 * has no part in it: the same table under two ids has one pattern.
 */
export function secretDraw(key: Uint8Array): (cell: Cell) => number {
  return ({ key: codes, period }) => {
    const digest = createHmac('sha256', key)
      .update([period, ...codes].join('\n'))
      .digest();
    return (digest.readUIntBE(0, 6) + 1) / 2 ** 48;
  };
}

/** Fingerprint that distinguishes keys without revealing them; after a change contents are loaded again. */
export function keyFingerprint(key: Uint8Array): string {
  return createHmac('sha256', key).update('fingerprint').digest('hex');
}
