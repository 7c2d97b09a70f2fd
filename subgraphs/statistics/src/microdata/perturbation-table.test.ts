import { describe, expect, test } from 'vitest';
import { PerturbationTable } from './perturbation-table.ts';

const cases = [
  { maximumDeviation: 6, variance: 6, smallestCount: 3 },
  { maximumDeviation: 5, variance: 2, smallestCount: 3 },
  { maximumDeviation: 2, variance: 1, smallestCount: 2 },
  { maximumDeviation: 10, variance: 12, smallestCount: 5 },
];

describe.each(cases)('$maximumDeviation, $variance, $smallestCount', (parameters) => {
  const table = new PerturbationTable(parameters);
  const counts = [1, 2, 3, 4, 5, 8, 13, 20, 1000];

  test.each(counts)('a count of %i is unbiased, bounded, and never small', (count) => {
    const probabilities = [...table.probabilities(count)];
    const sum = (weigh: (deviation: number) => number) =>
      probabilities.reduce((total, [deviation, probability]) => total + weigh(deviation) * probability, 0);
    expect(sum(() => 1)).toBeCloseTo(1, 9);
    expect(sum((deviation) => deviation)).toBeCloseTo(0, 6);
    for (const [deviation, probability] of probabilities) {
      expect(probability).toBeGreaterThan(0);
      expect(Math.abs(deviation)).toBeLessThanOrEqual(parameters.maximumDeviation);
      const published = count + deviation;
      expect(published === 0 || published >= parameters.smallestCount).toBe(true);
    }
    if (count > parameters.maximumDeviation + parameters.smallestCount) {
      expect(sum((deviation) => deviation ** 2)).toBeCloseTo(parameters.variance, 6);
    }
  });

  test('zero stays zero, and a key gives one count', () => {
    for (const key of [0, 0.25, 0.999999999]) expect(table.published(0, key)).toBe(0);
    for (const count of counts) {
      for (const key of [0, 0.1, 0.5, 0.9, 1 - 2 ** -32]) {
        expect(table.published(count, key)).toBe(table.published(count, key));
        expect(Math.abs(table.published(count, key) - count)).toBeLessThanOrEqual(
          parameters.maximumDeviation,
        );
      }
    }
  });
});
