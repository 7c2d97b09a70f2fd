import { randomFractions } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { pick, printedSeed } from '../../../test/random.ts';
import { archiveOf, smallFeed } from '../../../test/small-feed.ts';
import { loadFeed } from '../../gtfs/load-feed.ts';
import { type RunRelation, type TripRun, unknownTime } from './trip-run.ts';
import { TripRuns } from './trip-runs.ts';

const stops = ['a', 'b', 'c', 'd'];
const ways = ['abcd', 'dcba', 'abab', 'bd'];
const feed = await loadFeed(
  archiveOf({
    ...smallFeed,
    'stops.txt': [
      'stop_id,stop_name,stop_lat,stop_lon',
      ...stops.map((id, index) => `${id},${id},62.${index},27`),
      '',
    ].join('\n'),
    'trips.txt': ['route_id,service_id,trip_id', ...ways.map((_, trip) => `r1,daily,t${trip}`), ''].join(
      '\n',
    ),
    'stop_times.txt': [
      'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type',
      ...ways.flatMap((way, trip) =>
        [...way].map((stop, call) => {
          const time = `0${8 + trip}:${call}0:00`;
          return `t${trip},${time},${time},${stop},${call},${trip === 1 && call === 1 ? 1 : 0}`;
        }),
      ),
      '',
    ].join('\n'),
  }),
  'T',
);
const relations: readonly RunRelation[] = ['scheduled', 'canceled', 'deleted', 'replaced', 'scheduled'];

it('finds the same departures as a look at every call of the newest runs', async () => {
  const random = randomFractions(printedSeed());
  for (let round = 0; round < 200; round += 1) {
    const runs = Array.from({ length: 1 + Math.floor(random() * 12) }, () => randomRun(random));
    const newest = new Map<string, TripRun>();
    for (const run of runs) {
      const known = newest.get(`${run.trip}:${run.day}`);
      if (known === undefined || known.timestamp <= run.timestamp) newest.set(`${run.trip}:${run.day}`, run);
    }
    const found = await TripRuns.of(feed, runs);
    expect(found.runs).toEqual([...newest.values()]);
    for (const run of newest.values()) expect(found.runOf(run.trip, run.day)).toBe(run);
    expect(found.runOf(0, 99)).toBeUndefined();
    for (const stop of stops.keys()) {
      const departures = found.departuresAt(stop).map(({ run, call, at }) => [run.trip, run.day, call, at]);
      const instants = departures.map(([, , , at]) => Number(at));
      expect(instants).toEqual(instants.toSorted((one, other) => one - other));
      const expected = [...newest.values()].flatMap((run) => departuresOf(run, stop));
      expect(departures.map(String).sort()).toEqual(expected.map(String).sort());
    }
  }
});

function departuresOf({ trip, day, relation, estimates, ...run }: TripRun, stop: number): number[][] {
  if (relation === 'deleted' || relation === 'replaced') return [];
  const { offsets, stops: planned, pickups, departures } = feed.stopTimes;
  return Array.from({ length: run.calls - 1 }, (_, call) => call).flatMap((call) => {
    const row = offsets[trip]! + call;
    const assigned = run.stops?.[call] ?? -1;
    if (pickups[row] === 1 || (assigned === -1 ? planned[row] : assigned) !== stop) return [];
    const estimate = estimates.departures[run.first + call]!;
    const at = feed.clock.serviceDayStart(day) + (estimate === unknownTime ? departures[row]! : estimate);
    return [[trip, day, call, at]];
  });
}

function randomRun(random: () => number): TripRun {
  const trip = Math.floor(random() * ways.length);
  const first = feed.stopTimes.offsets[trip]!;
  const calls = feed.stopTimes.offsets[trip + 1]! - first;
  const times = feed.stopTimes.departures.map((time) => (random() < 0.3 ? unknownTime : time + 60));
  return {
    trip,
    day: 17_325 + Math.floor(random() * 3),
    relation: pick(relations, random),
    timestamp: Math.floor(random() * 3),
    estimates: { arrivals: times, departures: times, states: new Uint8Array(times.length) },
    first,
    calls,
    stops:
      random() < 0.7
        ? null
        : Int32Array.from({ length: calls }, () => Math.floor(random() * (stops.length + 1)) - 1),
    occupancies: null,
    vehicle: null,
  };
}
