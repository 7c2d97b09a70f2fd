import { describe, expect, it } from 'vitest';
import { checkCharacter } from '../citizen/id-number.ts';
import { syntheticCitizens } from './synthetic-citizens.ts';

const citizens = await syntheticCitizens();

describe('the 1,000 synthetic citizens', () => {
  it('have numbers with the form of an identity number that fail the check of GB 11643', () => {
    expect(citizens).toHaveLength(1_000);
    for (const { idNumber, facts } of citizens) {
      expect(idNumber).toMatch(/^\d{18}$/);
      expect(idNumber.slice(0, 6)).toBe(facts.region);
      expect(idNumber.slice(6, 14)).toBe(facts.birth_date.replaceAll('-', ''));
      expect(idNumber.charAt(17)).not.toBe(checkCharacter(idNumber.slice(0, 17)));
    }
    expect(new Set(citizens.map(({ idNumber }) => idNumber)).size).toBe(1_000);
  });

  it('have contacts that belong to no real person', () => {
    for (const { facts } of citizens) {
      // E.164 of China; no mobile number begins with 12.
      expect(facts.phone).toMatch(/^\+8612\d{9}$/);
      expect(facts.email).toMatch(/@citizen\.example$/);
    }
    expect(new Set(citizens.map(({ facts }) => facts.phone)).size).toBe(1_000);
    expect(new Set(citizens.map(({ facts }) => facts.email)).size).toBe(1_000);
  });

  it('are always the same, and live in Hangzhou under Chinese names', async () => {
    expect(await syntheticCitizens()).toEqual(citizens);
    for (const { facts } of citizens) {
      expect(facts.name).toMatch(/^\p{Script=Han}{2,5}$/u);
      expect(facts.address).toMatch(/^杭州市\p{Script=Han}+区/u);
      expect(facts.region).toMatch(/^3301\d\d$/);
    }
  });

  it('begin with lin and zhao', () => {
    expect(citizens[0]).toMatchObject({ key: 'CTZ-0000000000', loginName: 'lin', assurance: 'high' });
    expect(citizens[1]).toMatchObject({ key: 'CTZ-0000000001', loginName: 'zhao' });
    expect(citizens[0]?.facts.name.startsWith('林')).toBe(true);
    expect(citizens[1]?.facts.name.startsWith('赵')).toBe(true);
  });
});

describe('checkCharacter', () => {
  // Examples of GB 11643-1999, annex.
  it.each([
    ['11010519491231002', 'X'],
    ['44052418800101001', '4'],
  ])('of %s is %s', (body, expected) => {
    expect(checkCharacter(body)).toBe(expected);
  });
});
