import { describe, expect, it } from 'vitest';
import { isDistrict, isRegionCode, liesIn } from './residence.ts';

describe('liesIn', () => {
  it.each([
    ['330106', '330106', true],
    ['330106', '330100', true],
    ['330106', '330000', true],
    ['330106', '330102', false],
    ['330106', '330200', false],
    ['330106', '310000', false],
    ['331106', '330100', false],
    ['330110', '330110', true],
    ['330110', '330100', true],
  ])('%s in %s: %s', (home, region, expected) => {
    expect(liesIn(home, region)).toBe(expected);
  });
});

describe('isRegionCode', () => {
  it.each(['330000', '330100', '330106', '331000', '330110'])('takes %s', (code) => {
    expect(isRegionCode(code)).toBe(true);
  });
  it.each(['', '33', '000000', '330006', '3301060', '33010a', '００００００', 'CHN', '330106\n'])(
    'refuses %j',
    (code) => {
      expect(isRegionCode(code)).toBe(false);
    },
  );
});

it.each([
  ['330000', false],
  ['331000', false],
  ['330100', false],
  ['330106', true],
  ['330110', true],
])('isDistrict %s: %s', (code, expected) => {
  expect(isDistrict(code)).toBe(expected);
});
