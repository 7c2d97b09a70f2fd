import { randomBytes } from 'node:crypto';
import { treasuryDate } from '../money/treasury.ts';

/** Crockford's Base32: no letters that look like digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 8;

/**
 * Payee unit, year, serial, check code: `106-2026-0000002014-7KQ2M0XR`.
 *
 * A restored backup repeats serials; the random check code (40 bits) keeps the numbers unique.
 */
export function receiptNumber(
  unit: string,
  serial: string,
  now: Date,
  random: (size: number) => Uint8Array = randomBytes,
): string {
  const year = treasuryDate(now).slice(0, 4);
  const code = Array.from(random(codeLength), (byte) => alphabet[byte % alphabet.length]).join('');
  return `${unit}-${year}-${serial.padStart(10, '0')}-${code}`;
}
