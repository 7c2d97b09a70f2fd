import { describe, expect, it } from 'vitest';
import { minorUnitsOf, yuanOf } from './yuan.ts';

describe('yuan', () => {
  it.each([
    [1n, '0.01'],
    [29n, '0.29'],
    [100n, '1.00'],
    [-5n, '-0.05'],
    [123456789012345n, '1234567890123.45'],
  ])('%s fen are %s', (minor, yuan) => {
    expect(yuanOf(minor)).toBe(yuan);
    expect(minorUnitsOf(yuan)).toBe(minor);
  });

  it.each([
    ['88', 8800n],
    ['0.1', 10n],
    ['+1.50', 150n],
  ])('%s is read', (yuan, minor) => expect(minorUnitsOf(yuan)).toBe(minor));

  it.each(['', '1.005', '1e3', '0x10', ' 1', '1,000.00', 'NaN', '.5'])('%j is refused', (text) => {
    expect(() => minorUnitsOf(text)).toThrow(RangeError);
  });
});
