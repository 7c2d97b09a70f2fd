import { expect, it, onTestFinished, vi } from 'vitest';
import type { LegRule } from './fares-v2.ts';
import { LegRules } from './leg-rules.ts';

const rule = (fromArea: string, toArea: string): LegRule => ({
  ...{ group: 'g', network: '', fromTimeframe: '', toTimeframe: '', priority: 0 },
  ...{ fromArea, toArea, product: `${fromArea} ${toArea}` },
});

it('looks for the rules of stops in many areas by the rules, not by each pair of areas', () => {
  const areas = Array.from({ length: 300 }, (_, area) => `a${area}`);
  const rules = new LegRules(
    areas.map((area) => rule(area, area)),
    false,
  );
  const looks = vi.spyOn(Map.prototype, 'get');
  onTestFinished(() => looks.mockRestore());
  const leg = { networks: new Set(['']), fromAreas: areas, toAreas: areas };
  const found = rules.of(leg, () => true);
  const count = looks.mock.calls.length;
  looks.mockRestore();
  expect(found.map(({ product }) => product)).toEqual(areas.map((area) => `${area} ${area}`));
  expect(count).toBeLessThan(3 * areas.length);
});

it('compares a limited number of rules for a leg', () => {
  const rules = new LegRules(Array(2_000).fill(rule('a', 'b')), false);
  const isTimely = vi.fn(() => true);
  const leg = { networks: new Set(['']), fromAreas: ['a'], toAreas: ['b'] };
  expect(rules.of(leg, isTimely)).toHaveLength(500);
  expect(isTimely).toHaveBeenCalledTimes(500);
});

it('finds rules for any area only if no rule lists those of the leg', () => {
  const rules = new LegRules([rule('a', 'b'), rule('', 'b'), rule('a', '')], false);
  const products = (fromAreas: readonly string[], toAreas: readonly string[]) =>
    rules.of({ networks: new Set(['']), fromAreas, toAreas }, () => true).map(({ product }) => product);
  expect(products(['a'], ['b'])).toEqual(['a b']);
  expect(products(['x'], ['b'])).toEqual([' b']);
  expect(products(['a'], ['x'])).toEqual(['a ']);
  expect(products(['x'], ['x'])).toEqual([]);
});
