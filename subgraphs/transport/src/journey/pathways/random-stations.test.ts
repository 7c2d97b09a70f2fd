import { randomFractions } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { compareQueries, type Division } from '../../../test/journey-cases.ts';
import { printedSeed } from '../../../test/random.ts';
import { randomStation } from '../../../test/random-station.ts';

it.each<[string, Division]>([
  ['one feed', [undefined]],
  ['two feeds with the same stops', [undefined, undefined]],
])(
  'equals an exhaustive search with pathways in a station, with and without a wheelchair, in %s',
  async (_feeds, division) => {
    const random = randomFractions(printedSeed());
    const platforms = new Set<string>();
    let differences = 0;
    for (let round = 0; round < 8; round += 1) {
      const station = randomStation(random);
      if (JSON.stringify(station.walks.between) !== JSON.stringify(station.accessibleWalks.between))
        differences += 1;
      for (const { label, actual, expected, itineraries } of await compareQueries(
        random,
        12,
        division,
        station,
      )) {
        expect(actual, `station ${round}: ${label}\n${station.pathways}`).toEqual(expected);
        for (const leg of itineraries.flatMap(({ legs }) => legs)) {
          if (leg.kind === 'walk') platforms.add(`${leg.from} ${leg.to}`);
        }
      }
    }
    expect(platforms.size).toBeGreaterThan(3);
    expect(differences).toBeGreaterThan(0);
  },
);
