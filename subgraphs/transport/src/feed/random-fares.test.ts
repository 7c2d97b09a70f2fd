import { randomFractions } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { pick, printedSeed } from '../../test/random.ts';
import { compareDecimals } from './decimals.ts';
import { FareIndex } from './fare-index.ts';
import type { Feed } from './feed.ts';
import { cheapestFare, type PaidRide } from './journey-fares.ts';
import type { Fare, FareRule } from './tables.ts';

const zones = ['', 'z1', 'z2', 'z3'];

/** Whether a fare covers rides, by all its rules (fare_rules.txt). */
function covers(
  { transfers, transferSeconds }: Fare,
  rules: readonly FareRule[],
  rides: readonly PaidRide[],
) {
  const [first, last] = [rides[0]!, rides.at(-1)!];
  if (transfers !== null && rides.length - 1 > transfers) return false;
  const seconds = last.departure - first.departure;
  if (transferSeconds !== null && rides.length > 1 && seconds > transferSeconds) return false;
  if (rules.length === 0) return true;
  const zone = (stop: number | undefined) => zones[stop!]!;
  const passed = [...new Set(rides.flatMap(({ stops }) => stops.map(zone)))].filter(Boolean).sort();
  const contained = [...new Set(rules.flatMap(({ contains }) => contains ?? []))].sort();
  if (contained.length > 0 && contained.join() !== passed.join()) return false;
  const fitting = rules.filter(
    ({ origin, destination }) =>
      (origin === null || origin === zone(first.stops[0])) &&
      (destination === null || destination === zone(last.stops.at(-1))),
  );
  const routes = rides.flatMap((ride) => ride.routes);
  return routes.every((own) => fitting.some(({ route }) => route === null || route === own));
}

it('is the cheapest fare of all that cover the rides', async () => {
  const random = randomFractions(printedSeed());
  const number = (most: number) => Math.floor(random() * most);
  let found = 0;
  for (let round = 0; round < 500; round += 1) {
    const fares = Array.from(
      { length: 1 + number(6) },
      (_, row): Fare => ({
        ...{ id: `f${row}`, paidBeforeBoarding: true, price: pick(['1', '1.5', '1.50', '2'], random) },
        currency: pick(['EUR', 'EUR', 'SEK'], random),
        transfers: pick([0, 1, 2, null, null], random),
        transferSeconds: pick([600, null, null], random),
      }),
    );
    const zone = () => pick([null, 'z1', 'z2', 'z3'], random);
    const fareRules = Array.from(
      { length: number(12) },
      (): FareRule => ({
        fare: number(fares.length),
        route: pick([null, 0, 1], random),
        ...{ origin: zone(), destination: zone(), contains: random() < 0.3 ? zone() : null },
      }),
    );
    const stop = () => number(zones.length);
    const rides = Array.from(
      { length: 1 + number(3) },
      (_, ride): PaidRide => ({
        ...{ routes: random() < 0.2 ? [0, 1] : [number(2)], stops: [stop(), stop(), stop()] },
        departure: ride * 400,
      }),
    );
    const fareIndex = await FareIndex.of(fares, fareRules);
    const feed = { fares, fareRules, fareIndex, stops: { zones } } as unknown as Feed;
    const expected = [...fares.keys()]
      .filter((row) => fares[row]!.currency === 'EUR')
      .filter((row) =>
        covers(
          fares[row]!,
          fareRules.filter(({ fare }) => fare === row),
          rides,
        ),
      )
      .sort((one, other) => compareDecimals(fares[one]!.price, fares[other]!.price) || one - other);
    expect(cheapestFare(feed, rides, 'EUR'), JSON.stringify({ fares, fareRules, rides })).toBe(
      expected[0] ?? null,
    );
    if (expected.length > 0) found += 1;
  }
  expect(found).toBeGreaterThan(50);
});
