import { expect, it } from 'vitest';
import { paidPiece } from './paid-piece.ts';

const items = [{ amount_minor: '100' }, { amount_minor: '50' }];
const [first, second] = items;

it.each([
  [
    'all of it',
    0n,
    150n,
    [
      [first, 100n],
      [second, 50n],
    ],
    0n,
  ],
  ['a beginning', 0n, 30n, [[first, 30n]], 0n],
  [
    'a middle',
    90n,
    20n,
    [
      [first, 10n],
      [second, 10n],
    ],
    0n,
  ],
  ['the remaining debt, with the late fee', 140n, 17n, [[second, 10n]], 7n],
  ['nothing but late fee', 152n, 5n, [], 5n],
] as const)('%s', (_what, positionMinor, amountMinor, paid, lateFeeMinor) => {
  expect(paidPiece({ positionMinor, amountMinor }, items)).toEqual({
    items: paid.map(([item, ofItem]) => ({ item, amountMinor: ofItem })),
    lateFeeMinor,
  });
});
