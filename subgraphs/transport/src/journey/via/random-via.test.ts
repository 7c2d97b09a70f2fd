import { randomFractions } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { printedSeed } from '../../../test/random.ts';
import { compareVia } from '../../../test/via-cases.ts';

it('finds the journeys by way of a station that an exhaustive search finds', async () => {
  const random = randomFractions(printedSeed());
  let found = 0;
  for (let round = 0; round < 4; round += 1) {
    for (const { query, actual, expected, itineraries } of await compareVia(random, 6)) {
      const label = `timetable ${round}: ${JSON.stringify(query)}`;
      expect(actual, label).toEqual(expected);
      found += actual.length;
      for (const { legs } of itineraries) {
        for (const [index, leg] of legs.entries()) {
          const before = legs[index - 1];
          if (before === undefined) continue;
          expect(leg.from, label).toBe(before.to);
          expect(leg.departure, label).toBeGreaterThanOrEqual(before.arrival);
        }
      }
    }
  }
  expect(found).toBeGreaterThan(5);
});
