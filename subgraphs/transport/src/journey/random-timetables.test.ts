import { randomFractions } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { compareQueries, type Division, queryKinds } from '../../test/journey-cases.ts';
import { printedSeed } from '../../test/random.ts';
import { china } from '../../test/random-timetable.ts';

const finland = undefined;

it.each<[string, Division]>([
  ['one feed', [finland]],
  ['three feeds with the same stops', [finland, finland, finland]],
  ['feeds of two time zones', [finland, china]],
])(
  'equals an exhaustive search, by timetable and in real time, in %s',
  async (_feeds, division) => {
    // Outside the gate a few timetables suffice, and the counts below are not checked.
    const isGate = process.env.CI === 'true';
    const [rounds, least] = division.length === 1 ? [isGate ? 40 : 8, 10] : [isGate ? 12 : 3, 2];
    const random = randomFractions(printedSeed());
    const journeys = new Map(queryKinds.map((kind) => [kind, 0]));
    let changes = 0;
    let added = 0;
    let stays = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const { label, kind, actual, expected, itineraries } of await compareQueries(
        random,
        12,
        division,
      )) {
        expect(actual, `timetable ${round}: ${label}`).toEqual(expected);
        journeys.set(kind, (journeys.get(kind) ?? 0) + actual.length);
        for (const { legs, departure, arrival, transfers } of itineraries) {
          if (transfers > 0) changes += 1;
          const rides = legs.filter((leg) => leg.kind === 'transit');
          stays += rides.filter(({ staysAboard }) => staysAboard).length;
          expect(transfers, label).toBe(Math.max(0, rides.filter((leg) => !leg.staysAboard).length - 1));
          expect(legs[0]?.departure, label).toBe(departure);
          expect(legs.at(-1)?.arrival, label).toBe(arrival);
          for (const [index, leg] of legs.entries()) {
            if (leg.kind === 'transit' && leg.isAdded) added += 1;
            const before = legs[index - 1];
            if (before === undefined) continue;
            expect(leg.from, label).toBe(before.to);
            expect(leg.departure, label).toBeGreaterThanOrEqual(before.arrival);
          }
        }
      }
    }
    if (!isGate) return;
    for (const [kind, count] of journeys) expect(count, kind).toBeGreaterThan(2 * least);
    expect(changes).toBeGreaterThan(2 * least);
    expect(added).toBeGreaterThan(least);
    expect(stays).toBeGreaterThan(least);
  },
  120_000,
);
