import { expect, it, onTestFinished, vi } from 'vitest';
import { archiveOf, type Files, smallFeed } from '../../../test/small-feed.ts';
import { loadFeed } from '../../gtfs/load-feed.ts';
import { formatGtfsTime } from '../../gtfs/time.ts';
import type { FeedMessageInit } from '../message/feed-message.ts';
import { writeFeedMessage } from '../message/write-feed-message.ts';
import type { RealtimeSnapshot } from '../snapshot.ts';
import { SnapshotBuilder } from '../snapshot-builder.ts';
import { RealtimeSource } from '../source/realtime-source.ts';
import { expectedDepartures } from './expected-departures.ts';
import { arrivalOf, departureOf, stateOf, unknownTime } from './trip-run.ts';

type Update = NonNullable<FeedMessageInit['entity'][number]['tripUpdate']>;

const now = new Date('2017-06-08T07:30:00+03:00');
const seconds = (time: string) => Date.parse(`2017-06-08T${time}+03:00`) / 1000;

const tenStops: Files = {
  ...smallFeed,
  'stops.txt': [
    'stop_id,stop_name,stop_lat,stop_lon',
    ...Array.from({ length: 20 }, (_, index) => `p${index + 1},P${index + 1},62.0,27.${index + 10}`),
    '',
  ].join('\n'),
  'trips.txt': 'route_id,service_id,trip_id,direction_id\nr1,daily,long,0\nr1,daily,night,1\n',
  'stop_times.txt': [
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
    ...Array.from({ length: 20 }, (_, index) => {
      const minute = String(index).padStart(2, '0');
      return `long,08:${minute}:00,08:${minute}:30,p${index + 1},${index + 1}`;
    }),
    'night,23:50:00,23:50:00,p1,1',
    'night,24:30:00,24:30:00,p2,2',
    '',
  ].join('\n'),
};

async function apply(files: Files, updates: readonly Update[], at = now): Promise<RealtimeSnapshot> {
  const feed = await loadFeed(archiveOf(files), 'T');
  const entity = updates.map((tripUpdate, index) => ({ id: `e${index}`, tripUpdate }));
  const header = { gtfsRealtimeVersion: '2.0', timestamp: at.getTime() / 1000 };
  const source = new RealtimeSource(
    { name: 's', seconds: 15, staleSeconds: 300 },
    { read: async () => writeFeedMessage({ header, entity }) },
    () => at,
  );
  await source.read();
  expect(source.failure).toBeNull();
  return new SnapshotBuilder().build(feed, [source], at);
}

const codes = ({ problems }: RealtimeSnapshot) =>
  problems.get('s')?.map(({ code, count }) => `${code} ${count}`);
const delays = ({ feed, trips: [scheduled] }: RealtimeSnapshot) => {
  const [run] = scheduled!.runs;
  const begin = feed.stopTimes.offsets[run!.trip]!;
  return Array.from({ length: run!.calls }, (_, call) => {
    const time = departureOf(run!, call);
    return time === unknownTime ? null : time - feed.stopTimes.departures[begin + call]!;
  });
};
const board = (snapshot: RealtimeSnapshot, stop: string, from = '06:00:00', until = '23:59:59') =>
  [
    ...expectedDepartures(
      snapshot.feed,
      snapshot,
      [snapshot.feed.stops.ids.get(stop)!],
      seconds(from),
      seconds(until),
    ),
  ].map(({ feed, stopTime, at, run }) => {
    const trip = feed.trips.ids.at(feed.stopTimes.trips[stopTime]!);
    return `${trip} ${formatGtfsTime(at - seconds('00:00:00'))} ${run?.relation ?? '-'}`;
  });

it('propagates delays as the specification’s example says', async () => {
  const snapshot = await apply(tenStops, [
    {
      trip: { tripId: 'long', startDate: '20170608' },
      stopTimeUpdate: [
        { stopSequence: 3, arrival: { delay: 300 }, departure: { delay: 300 } },
        { stopSequence: 8, arrival: { delay: 60 }, departure: { delay: 60 } },
        { stopSequence: 10, scheduleRelationship: 'NO_DATA' },
      ],
    },
  ]);
  expect(delays(snapshot)).toEqual([
    ...Array(2).fill(null),
    ...Array(5).fill(300),
    ...Array(2).fill(60),
    ...Array(11).fill(null),
  ]);
  expect(codes(snapshot)).toEqual([]);
});

it('lets a delay pass a skipped stop, and ends it at an update without times', async () => {
  const snapshot = await apply(tenStops, [
    {
      trip: { tripId: 'long', startDate: '20170608' },
      delay: 20,
      stopTimeUpdate: [
        { stopSequence: 2, departure: { time: seconds('08:03:30') } },
        { stopSequence: 4, scheduleRelationship: 'SKIPPED' },
        { stopSequence: 6, stopId: 'p6' },
        { stopId: 'p8', arrival: { delay: -30 } },
      ],
    },
  ]);
  const [scheduled] = snapshot.trips;
  expect(delays(snapshot).slice(0, 9)).toEqual([20, 120, 120, null, 120, null, null, -30, -30]);
  expect([0, 1, 2, 3, 4, 5].map((call) => stateOf(scheduled!.runs[0]!, call))).toEqual([1, 1, 1, 2, 1, 0]);
  // The arrival at stop 2 is only known from upstream, and is not after the departure.
  expect(arrivalOf(scheduled!.runs[0]!, 1)).toBe(8 * 3600 + 60 + 20);
  expect(codes(snapshot)).toEqual(['E043 1']);
});

it('shows late, early, cancelled, and no deleted departures in order of the expected time', async () => {
  const late: Update = {
    trip: { tripId: 't1', startDate: '20170608' },
    stopTimeUpdate: [{ stopSequence: 2, departure: { delay: 3_900 } }],
  };
  const scheduled = await apply(smallFeed, []);
  expect(board(scheduled, 's2')).toEqual(['t1 08:06:00 -', 't2 09:06:00 -']);
  const delayed = await apply(smallFeed, [late]);
  expect(board(delayed, 's2')).toEqual(['t2 09:06:00 -', 't1 09:11:00 scheduled']);
  expect(board(delayed, 's2', '09:07:00')).toEqual(['t1 09:11:00 scheduled']);
  // Nothing is known of the first stop.
  expect(board(delayed, 's1')).toEqual(['t1 08:00:00 scheduled', 't2 09:00:00 -']);
  const relation = (scheduleRelationship: 'CANCELED' | 'DELETED'): Update => ({
    trip: { tripId: 't2', startDate: '20170608', scheduleRelationship },
  });
  expect(board(await apply(smallFeed, [relation('CANCELED')]), 's2')).toEqual([
    't1 08:06:00 -',
    't2 09:06:00 canceled',
  ]);
  expect(board(await apply(smallFeed, [relation('DELETED')]), 's2')).toEqual(['t1 08:06:00 -']);
});

it('adds new, duplicated and replacement trips, and changes platforms', async () => {
  const own = (stop: string, time: string, scheduled?: string) => ({
    stopId: stop,
    arrival: { time: seconds(time) },
    departure: { time: seconds(time), ...(scheduled && { scheduledTime: seconds(scheduled) }) },
  });
  const snapshot = await apply(smallFeed, [
    {
      trip: { tripId: 'extra', routeId: 'r1', startDate: '20170608', scheduleRelationship: 'NEW' },
      stopTimeUpdate: [own('s1', '08:30:00', '08:20:00'), own('s2', '08:40:00'), own('s3', '08:50:00')],
    },
    {
      trip: { tripId: 't1', scheduleRelationship: 'DUPLICATED' },
      tripProperties: { tripId: 'copy', startDate: '20170608', startTime: '10:00:00' },
      stopTimeUpdate: [{ stopSequence: 1, departure: { delay: 60 } }],
    },
    {
      trip: { tripId: 't2', startDate: '20170608', scheduleRelationship: 'REPLACEMENT' },
      stopTimeUpdate: [own('s3', '09:20:00'), own('s1', '09:30:00')],
    },
    {
      trip: { tripId: 't1', startDate: '20170608' },
      stopTimeUpdate: [
        { stopSequence: 1, departure: { delay: 0 }, stopTimeProperties: { assignedStopId: 's3' } },
      ],
    },
    {
      trip: { tripId: 'lost', scheduleRelationship: 'ADDED' },
      stopTimeUpdate: [own('s1', '08:30:00'), own('s2', '08:40:00')],
    },
  ]);
  expect(board(snapshot, 's1')).toEqual(['extra 08:30:00 added', 'copy 10:01:00 added']);
  expect(board(snapshot, 's2')).toEqual([
    't1 08:06:00 scheduled',
    'extra 08:40:00 added',
    'copy 10:07:00 added',
  ]);
  expect(board(snapshot, 's3')).toEqual(['t1 08:00:00 scheduled', 't2 09:20:00 replacement']);
  expect(codes(snapshot)).toEqual(['incomplete_trip 1']);
});

it.each<[string, Update['trip'], string, string | null]>([
  ['by its id and date', { tripId: 'long', startDate: '20170607' }, 'long 2017-06-07', null],
  ['by its id at the time of the message', { tripId: 'long' }, 'long 2017-06-08', null],
  [
    'by route, direction, date and time',
    { routeId: 'r1', directionId: 0, startDate: '20170608', startTime: '08:00:30' },
    'long 2017-06-08',
    null,
  ],
  ['not on a day without service', { tripId: 'long', startDate: '20180108' }, '', 'no_service 1'],
  ['not by an unknown id', { tripId: 'x' }, '', 'E003 1'],
  ['not by a route and time alone', { routeId: 'r1', startTime: '08:00:30' }, '', 'W006 1'],
  ['not by an invalid date', { tripId: 'long', startDate: '2017-06-08' }, '', 'E021 1'],
  ['not by an invalid time', { tripId: 'long', startTime: 'eight' }, '', 'E020 1'],
])('finds a trip %s', async (_how, trip, expected, problem) => {
  const snapshot = await apply(tenStops, [
    { trip, stopTimeUpdate: [{ stopSequence: 1, departure: { delay: 5 } }] },
  ]);
  const found = snapshot.trips[0]!.runs.map(
    (run) =>
      `${snapshot.feed.trips.ids.at(run.trip)} ${new Date(run.day * 86_400_000).toISOString().slice(0, 10)}`,
  );
  expect(found.join()).toBe(expected);
  expect(codes(snapshot)).toEqual(problem === null ? [] : [problem]);
});

it('does not take an update of the future for the newest', async () => {
  const update = (timestamp: number, delay: number): Update => ({
    trip: { tripId: 'long', startDate: '20170608' },
    timestamp,
    stopTimeUpdate: [{ stopSequence: 1, departure: { delay } }],
  });
  const time = now.getTime() / 1000;
  const snapshot = await apply(tenStops, [update(2 ** 52, 600), update(time, 60)]);
  expect(delays(snapshot)[0]).toBe(60);
  expect(snapshot.trips[0]!.runs[0]!.timestamp).toBe(time);
  // Clocks may differ by some minutes.
  const ahead = await apply(tenStops, [update(time + 300, 600), update(time, 60)]);
  expect(delays(ahead)[0]).toBe(600);
});

it('leaves out a trip update with more stops than a trip can have', async () => {
  const update = (count: number): Update => ({
    trip: { tripId: 'long', startDate: '20170608' },
    stopTimeUpdate: new Array(count).fill({ stopSequence: 1, departure: { delay: 60 } }),
  });
  expect((await apply(tenStops, [update(2_000)])).trips[0]!.runs).toHaveLength(1);
  const refused = await apply(tenStops, [update(2_001)]);
  expect(refused.trips[0]!.runs).toEqual([]);
  expect(codes(refused)).toEqual(['too_many_updates 1']);
});

it('lets others run while it reads vehicles and alerts', async () => {
  // Each visit takes a millisecond.
  let clock = 0;
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => {
    clock += 1;
    return clock;
  });
  onTestFinished(() => spy.mockRestore());
  const feed = await loadFeed(archiveOf(smallFeed), 'T');
  const turnsWith = async (vehicles: number, alerts: number) => {
    const position = { latitude: 62, longitude: 27 };
    const entity = [
      ...Array.from({ length: vehicles }, (_, id) => ({ id: `v${id}`, vehicle: { position } })),
      ...Array.from({ length: alerts }, (_, id) => ({ id: `a${id}`, alert: {} })),
    ];
    const bytes = writeFeedMessage({ header: { gtfsRealtimeVersion: '2.0' }, entity });
    const settings = { name: 's', seconds: 15, staleSeconds: 300 };
    const source = new RealtimeSource(settings, { read: async () => bytes }, () => now);
    await source.read();
    let turns = 0;
    const count = () => {
      turns += 1;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    const snapshot = await new SnapshotBuilder().build(feed, [source], now);
    clearImmediate(next);
    expect(snapshot.vehicles.vehicles).toHaveLength(vehicles);
    expect(snapshot.alerts.alerts).toHaveLength(alerts);
    return turns;
  };
  const least = await turnsWith(0, 0);
  expect((await turnsWith(1_000, 0)) - least).toBeGreaterThanOrEqual(300);
  expect((await turnsWith(0, 1_000)) - least).toBeGreaterThanOrEqual(300);
});

it('survives estimates that are no dates', async () => {
  const stopTimeUpdate = ['s1', 's2'].map((stopId) => ({ stopId, departure: { time: 2 ** 52 } }));
  const snapshot = await apply(smallFeed, [
    { trip: { tripId: 't1' }, stopTimeUpdate },
    { trip: { tripId: 'extra', routeId: 'r1', scheduleRelationship: 'NEW' }, stopTimeUpdate },
  ]);
  expect(codes(snapshot)).toEqual(['no_service 1', 'incomplete_trip 1']);
});

it('finds the service day of a trip that runs past midnight', async () => {
  const time = seconds('00:35:00');
  const update: Update = {
    trip: { tripId: 'night' },
    stopTimeUpdate: [{ stopSequence: 2, arrival: { time } }],
  };
  const snapshot = await apply(tenStops, [update], new Date('2017-06-08T00:20:00+03:00'));
  const [run] = snapshot.trips[0]!.runs;
  expect(new Date(run!.day * 86_400_000).toISOString().slice(0, 10)).toBe('2017-06-07');
  expect(arrivalOf(run!, 1)).toBe(24 * 3600 + 35 * 60);
});

it('gives each vehicle of a headway a run of its own', async () => {
  const headway: Files = {
    ...smallFeed,
    'frequencies.txt': 'trip_id,start_time,end_time,headway_secs\nt2,09:00:00,10:00:00,600\n',
  };
  const update = (startTime: string, time: string): Update => ({
    trip: { tripId: 't2', startDate: '20170608', startTime, scheduleRelationship: 'UNSCHEDULED' },
    stopTimeUpdate: [
      { stopId: 's1', departure: { time: seconds(time) }, scheduleRelationship: 'UNSCHEDULED' },
    ],
  });
  const snapshot = await apply(headway, [
    update('09:11:00', '09:11:30'),
    update('09:12:00', '09:12:00'),
    update('12:00:00', '12:00:00'),
  ]);
  expect(board(snapshot, 's1')).toEqual([
    't1 08:00:00 -',
    't2@09:00:00 09:00:00 -',
    't2@09:10:00 09:11:30 scheduled',
    't2@09:20:00 09:12:00 scheduled',
    't2@09:30:00 09:30:00 -',
    't2@09:40:00 09:40:00 -',
    't2@09:50:00 09:50:00 -',
  ]);
  // Later stops keep the distance from the real start, not from the timetable's.
  expect(board(snapshot, 's2').slice(2, 4)).toEqual([
    't2@09:10:00 09:17:30 scheduled',
    't2@09:20:00 09:18:00 scheduled',
  ]);
  expect(codes(snapshot)).toEqual(['no_service 1']);
});

it('ignores duplicated trips beyond a million stops', async () => {
  const calls = Array.from(
    { length: 2_000 },
    (_, call) => `t1,${formatGtfsTime(call * 60)},${formatGtfsTime(call * 60)},s1,${call}`,
  );
  const feed = await loadFeed(
    archiveOf({
      ...smallFeed,
      'stop_times.txt': `trip_id,arrival_time,departure_time,stop_id,stop_sequence\n${calls.join('\n')}\n`,
    }),
    'T',
  );
  const entity = Array.from({ length: 700 }, (_, id) => ({
    id: `d${id}`,
    tripUpdate: {
      trip: { tripId: 't1', startDate: '20170601', scheduleRelationship: 'DUPLICATED' as const },
      tripProperties: { tripId: `copy ${id}`, startDate: '20170601', startTime: '06:00:00' },
    },
  }));
  const bytes = writeFeedMessage({ header: { gtfsRealtimeVersion: '2.0' }, entity });
  const settings = { name: 's', seconds: 15, staleSeconds: 300 };
  const source = new RealtimeSource(settings, { read: async () => bytes }, () => now);
  await source.read();
  const { trips, problems } = await new SnapshotBuilder().build(feed, [source], now);
  expect(trips.at(-1)!.runs).toHaveLength(500);
  expect(problems.get('s')).toContainEqual({ code: 'too_many_added_stops', count: 200, example: 'd500' });
});
