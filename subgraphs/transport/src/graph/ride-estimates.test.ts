import { expect, it } from 'vitest';
import { archiveOf, smallFeed } from '../../test/small-feed.ts';
import { parseIsoDate } from '../gtfs/date.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { emptySnapshot, type RealtimeSnapshot } from '../realtime/snapshot.ts';
import type { TripRun } from '../realtime/trips/trip-run.ts';
import { TripRuns } from '../realtime/trips/trip-runs.ts';
import type { TransitLegModel, WalkLegModel } from './mappers.ts';
import { missesConnection, stateOfRide } from './ride-estimates.ts';

const day = parseIsoDate('2017-06-08') ?? 0;
const feed = await loadFeed(
  archiveOf({
    ...smallFeed,
    'stop_times.txt': [
      'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
      't1,08:00:00,08:00:00,s1,1',
      't1,08:10:00,08:10:00,s2,2',
      't2,08:15:00,08:15:00,s2,1',
      't2,08:30:00,08:30:00,s3,2\n',
    ].join('\n'),
  }),
  'T',
);
const start = feed.clock.serviceDayStart(day);
const at = (hours: number, minutes: number) => start + hours * 3600 + minutes * 60;

/** t1 from s1 to s2, a walk of a minute, t2 from s2 to s3. */
const ride = (trip: number, times: readonly [number, number]): Omit<TransitLegModel, 'realtime'> => ({
  feed,
  feedIndex: 0,
  start: { feed, row: trip },
  end: { feed, row: trip + 1 },
  clock: feed.clock,
  isAdded: false,
  staysAboard: false,
  kind: 'transit',
  from: trip,
  to: trip + 1,
  departure: times[0],
  arrival: times[1],
  trip,
  serviceDay: day,
  boarding: 2 * trip,
  alighting: 2 * trip + 1,
});
const first = ride(0, [at(8, 0), at(8, 10)]);
const second = ride(1, [at(8, 15), at(8, 30)]);
const walk: WalkLegModel = {
  ...{ kind: 'walk', from: 1, to: 1, departure: at(8, 10), arrival: at(8, 11), meters: 60 },
  ...{ start: { feed, row: 1 }, end: { feed, row: 1 }, clock: feed.clock },
};
const inRealtime = (realtime: RealtimeSnapshot, leg: typeof first): TransitLegModel => ({ ...leg, realtime });

async function withDelays(delays: readonly [number | null, number | null], calls = [1, 1]) {
  const runs = delays.flatMap((delay, trip): TripRun[] => {
    if (delay === null) return [];
    const times = (column: Int32Array) =>
      column.slice(2 * trip, 2 * trip + 2).map((seconds) => seconds + delay);
    return [
      {
        trip,
        day,
        relation: 'scheduled',
        timestamp: start,
        estimates: {
          arrivals: times(feed.stopTimes.arrivals),
          departures: times(feed.stopTimes.departures),
          states: Uint8Array.from(calls),
        },
        first: 0,
        calls: 2,
        stops: null,
        occupancies: null,
        vehicle: null,
      },
    ];
  });
  return { ...emptySnapshot(feed), trips: [await TripRuns.of(feed, runs)] };
}

it.each<[number | null, number | null, boolean]>([
  [null, null, false],
  [240, null, false],
  [241, null, true],
  [600, 600, false],
  [600, 300, true],
  [null, -241, true],
  [null, -240, false],
])('delays of %s s and then %s s miss a connection of 5 minutes: %s', async (one, other, expected) => {
  const realtime = await withDelays([one, other]);
  const legs = [inRealtime(realtime, first), walk, inRealtime(realtime, second)];
  expect(missesConnection(legs)).toBe(expected);
});

it('tells a ride whose stop is skipped from one that is only late', async () => {
  expect(stateOfRide(inRealtime(await withDelays([60, null]), first))).toBe('UPDATED');
  expect(stateOfRide(inRealtime(await withDelays([60, null]), second))).toBe('SCHEDULED');
  expect(stateOfRide(inRealtime(await withDelays([60, null], [1, 2]), first))).toBe('SKIPPED');
});
