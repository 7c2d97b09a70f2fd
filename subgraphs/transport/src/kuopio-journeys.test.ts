import { readFileSync } from 'node:fs';
import { randomFractions } from '@civic-graph/testing';
import { beforeAll, expect, it } from 'vitest';
import {
  dayAfter,
  describeWithKuopio,
  kuopioPath,
  type RawKuopio,
  type RawStopTime,
  rawDayStart,
  rawServicesOn,
  readRawKuopio,
} from '../test/kuopio.ts';
import { pick, printedSeed } from '../test/random.ts';
import { zipArchive } from './archive/zip-archive.ts';
import type { Feed } from './feed/feed.ts';
import { loadFeed } from './gtfs/load-feed.ts';
import { JourneyPlanner } from './journey/planner.ts';
import { planningTables } from './journey/planning-tables.ts';
import { buildTimetable } from './journey/timetable.ts';

let raw: RawKuopio;
let feed: Feed;
let walks: Map<string, { to: string; seconds: number }[]>;

interface RawRun {
  readonly start: number;
  readonly calls: readonly RawStopTime[];
}

function runsAround(date: string): RawRun[] {
  return [-1, 0, 1].flatMap((days) => {
    const serviceDate = dayAfter(date, days);
    const services = rawServicesOn(raw, serviceDate);
    const start = rawDayStart(serviceDate);
    return [...raw.calls]
      .filter(([trip]) => services.has(raw.serviceOfTrip.get(trip)!))
      .map(([, calls]) => ({ start, calls }));
  });
}

/** Great-circle distance in metres (haversine, Earth of 6,371 km). */
function metersBetween(one: RawKuopio['places'][number], other: RawKuopio['places'][number]): number {
  const radians = Math.PI / 180;
  const half = (from: number, to: number) => Math.sin(((to - from) * radians) / 2) ** 2;
  const chord =
    half(one.latitude, other.latitude) +
    Math.cos(one.latitude * radians) *
      Math.cos(other.latitude * radians) *
      half(one.longitude, other.longitude);
  return 2 * 6_371_000 * Math.asin(Math.sqrt(chord));
}

/** Earliest arrival with at most `vehicles` of them, by exhaustive search. Walks are never chained. */
function earliestArrival(
  runs: readonly RawRun[],
  from: string,
  to: string,
  departAt: number,
  vehicles: number,
): number {
  const walkOn = (arrivals: Map<string, number>) => {
    const reached = new Map(arrivals);
    for (const [stop, start] of arrivals) {
      for (const walk of walks.get(stop) ?? []) {
        if (start + walk.seconds < (reached.get(walk.to) ?? Number.POSITIVE_INFINITY))
          reached.set(walk.to, start + walk.seconds);
      }
    }
    return reached;
  };
  let reached = walkOn(new Map([[from, departAt]]));
  let best = reached.get(to) ?? Number.POSITIVE_INFINITY;
  for (let round = 0; round < vehicles; round += 1) {
    const arrivals = new Map<string, number>();
    for (const { start, calls } of runs) {
      let aboard = false;
      for (const call of calls) {
        const arrival = start + call.arrival;
        if (aboard && arrival < (arrivals.get(call.stop) ?? Number.POSITIVE_INFINITY))
          arrivals.set(call.stop, arrival);
        aboard ||= (reached.get(call.stop) ?? Number.POSITIVE_INFINITY) <= start + call.departure;
      }
    }
    reached = walkOn(arrivals);
    best = Math.min(best, reached.get(to) ?? Number.POSITIVE_INFINITY);
  }
  return best;
}

describeWithKuopio('journeys on the real feed of Kuopio', () => {
  beforeAll(async () => {
    raw = readRawKuopio();
    feed = await loadFeed(await zipArchive(readFileSync(kuopioPath), 1e9), 'kuopio');
    walks = new Map(
      raw.places.map((place) => [
        place.id,
        raw.places
          .map((other) => ({ to: other.id, meters: metersBetween(place, other) }))
          .filter(({ to, meters }) => to !== place.id && meters <= 400)
          .map(({ to, meters }) => ({ to, seconds: Math.max(60, Math.ceil((meters * 1.3) / 1.25)) })),
      ]),
    );
  });

  it('match an exhaustive search, and can be travelled as shown', () => {
    const random = randomFractions(printedSeed());
    const served = [...new Set(raw.stopTimes.map(({ stop }) => stop))];
    const planner = new JourneyPlanner(buildTimetable(planningTables(feed)));
    let found = 0;
    for (const date of ['2017-03-01', '2017-03-25', '2017-03-26', '2016-10-29']) {
      const runs = runsAround(date);
      for (let pair = 0; pair < 12; pair += 1) {
        const from = pick(served, random);
        const to = pick(served, random);
        const departAt = rawDayStart(date) + Math.floor(random() * 86_400);
        const maxTransfers = Math.floor(random() * 4);
        const label = `${from} to ${to} at ${departAt}, ${maxTransfers} changes`;
        // The planner uses the service days around the local date of departure.
        const day = dayAfter('1970-01-01', feed.clock.dayOf(departAt));
        const around = day === date ? runs : runsAround(day);
        const row = (id: string) => feed.stops.ids.get(id)!;
        const itineraries = planner.plan({ from: row(from), to: row(to), departAt, maxTransfers });
        if (from === to) {
          expect(itineraries, label).toEqual([]);
          continue;
        }
        const arrival = itineraries.at(-1)?.arrival ?? Number.POSITIVE_INFINITY;
        expect(arrival, label).toBe(earliestArrival(around, from, to, departAt, maxTransfers + 1));
        found += itineraries.length > 0 ? 1 : 0;

        for (const itinerary of itineraries) {
          let now = departAt;
          let place = row(from);
          for (const leg of itinerary.legs) {
            expect(leg.from, label).toBe(place);
            expect(leg.departure, label).toBeGreaterThanOrEqual(now);
            if (leg.kind === 'transit') {
              const calls = raw.calls.get(feed.trips.ids.at(leg.trip))!;
              const start = rawDayStart(dayAfter('1970-01-01', leg.serviceDay));
              const stop = (id: number) => feed.stops.ids.at(id);
              const board = calls.findIndex(
                (c) => c.stop === stop(leg.from) && start + c.departure === leg.departure,
              );
              const alight = calls.findIndex(
                (c) => c.stop === stop(leg.to) && start + c.arrival === leg.arrival,
              );
              expect(board, label).toBeGreaterThanOrEqual(0);
              expect(alight, label).toBeGreaterThan(board);
            } else {
              expect(leg.arrival - leg.departure, label).toBeGreaterThanOrEqual(
                (leg.meters! * 1.3) / 1.25 - 1e-6,
              );
            }
            now = leg.arrival;
            place = leg.to;
          }
          expect(place, label).toBe(row(to));
          if (itinerary.legs.some(({ kind }) => kind === 'transit')) {
            const vehicles = itinerary.transfers + 1;
            const earliest = (leaving: number) => earliestArrival(around, from, to, leaving, vehicles);
            expect(earliest(itinerary.departure), label).toBe(itinerary.arrival);
            expect(earliest(itinerary.departure + 1), label).toBeGreaterThan(itinerary.arrival);
          }
          expect(itinerary.transfers, label).toBeLessThanOrEqual(maxTransfers);
        }
        const arrivals = itineraries.map((itinerary) => itinerary.arrival);
        expect(arrivals, label).toEqual([...new Set(arrivals)].sort((one, other) => other - one));
      }
    }
    expect(found).toBeGreaterThan(5);
  });
});
