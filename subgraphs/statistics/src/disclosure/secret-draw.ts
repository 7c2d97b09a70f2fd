import { createHmac } from 'node:crypto';
import type { Cell } from '../data-sets/cell.ts';

/**
 * Assigns each cell a pseudo-random number in (0, 1] from a secret key. It ignores the data set's id, because
 * two patterns for one content would reveal more than either.
 */
export function secretDraw(key: Uint8Array): (cell: Cell) => number {
  return ({ key: codes, period }) => {
    const digest = createHmac('sha256', key)
      .update([period, ...codes].join('\n'))
      .digest();
    return (digest.readUIntBE(0, 6) + 1) / 2 ** 48;
  };
}

/** Fingerprint that distinguishes keys without revealing them; a new key loads contents again. */
export function keyFingerprint(key: Uint8Array): string {
  return createHmac('sha256', key).update('fingerprint').digest('hex');
}
