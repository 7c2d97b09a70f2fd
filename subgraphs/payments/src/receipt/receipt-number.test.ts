import { expect, it } from 'vitest';
import { receiptNumber } from './receipt-number.ts';

const at = new Date('2026-12-31T17:00:00Z');

it('is payee unit, year in Beijing, ten-digit serial and check code', () => {
  const bytes = Uint8Array.of(0, 9, 10, 31, 32, 63, 128, 255);
  expect(receiptNumber('106', '2014', at, () => bytes)).toBe('106-2027-0000002014-09AZ0Z0Z');
});

it('differs for the same serial', () => {
  const numbers = new Set(Array.from({ length: 1_000 }, () => receiptNumber('106', '2014', at)));
  expect(numbers.size).toBe(1_000);
  for (const number of numbers) expect(number).toMatch(/^106-2027-0000002014-[0-9A-HJKMNP-TV-Z]{8}$/);
});
