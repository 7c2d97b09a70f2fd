import { beforeAll, expect, test } from 'vitest';
import { administrativeDivision } from './region.ts';
import { RegionDirectory } from './region-directory.ts';
import { type RegionRegister, readRegionRegister } from './region-register.ts';

let register: RegionRegister;
beforeAll(async () => {
  register = await readRegionRegister();
});

test('has all divisions of China and all countries', () => {
  const levels = [...register.regions.values()].map(({ level }) => level);
  const count = (wanted: string) => levels.filter((level) => level === wanted).length;
  expect({
    country: count('COUNTRY'),
    province: count('PROVINCE'),
    prefecture: count('PREFECTURE'),
    county: count('COUNTY'),
  }).toEqual({ country: 249, province: 34, prefecture: 342, county: 2975 });
});

test('has every parent, one level up', () => {
  const above = {
    COUNTRY: null,
    PROVINCE: 'COUNTRY',
    PREFECTURE: 'PROVINCE',
    COUNTY: 'PREFECTURE',
    AREA: null,
  };
  for (const { code, level, parent } of register.regions.values()) {
    expect(parent === null ? null : register.regions.get(parent)?.level, code).toBe(above[level]);
  }
});

test.each([
  ['330000', 'PROVINCE', 'CHN'],
  ['330100', 'PREFECTURE', '330000'],
  ['330106', 'COUNTY', '330100'],
])('%s is a %s in %s', (code, level, parent) => {
  expect(administrativeDivision(code, { zh: '', en: '' })).toMatchObject({ level, parent });
});

test('lists China, and the countries that a data set is about', () => {
  const directory = new RegionDirectory(register, []);
  expect(directory.list('COUNTRY', null).map(({ code }) => code)).toEqual(['CHN']);
  expect(directory.get('FIN')).toBeUndefined();
  expect(directory.childrenOf('CHN')).toHaveLength(34);
});
