import { expect, it } from 'vitest';
import { decimalOf } from './money.ts';

it('keeps every digit of an amount', () => {
  expect(['20000', '5', '-5', '0', '9223372036854775807'].map(decimalOf)).toEqual([
    '200.00',
    '0.05',
    '-0.05',
    '0.00',
    '92233720368547758.07',
  ]);
});
