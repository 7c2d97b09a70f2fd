import { expect, it, onTestFinished, vi } from 'vitest';
import { archiveOf, smallFeed } from '../../test/small-feed.ts';
import { WrittenSource } from '../../test/written-source.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { writeFeedMessage } from './message/write-feed-message.ts';
import { type RealtimeChange, RealtimeStore } from './realtime-store.ts';
import { RealtimeSource } from './source/realtime-source.ts';

const now = new Date('2017-06-08T07:30:00+03:00');
const time = now.getTime() / 1000;
const clock = () => now;

const trip = { tripId: 't1', startDate: '20170608' };
const late = {
  id: 'late',
  tripUpdate: { trip, stopTimeUpdate: [{ stopSequence: 1, arrival: { delay: 60 } }] },
};
const bus = { id: 'bus', vehicle: { trip, position: { latitude: 62, longitude: 27 } } };
const works = { id: 'works', alert: { informedEntity: [{ routeId: 'r1' }] } };

it('says which parts a message has changed, and applies no other part again', async () => {
  const feed = await loadFeed(archiveOf(smallFeed), 'T');
  const [trips, vehicles, alerts] = ['trips', 'vehicles', 'alerts'].map(
    (name) => new WrittenSource(name, clock),
  );
  const changes: string[] = [];
  const store = new RealtimeStore({
    sources: [trips!, vehicles!, alerts!],
    feed: () => feed,
    clock,
    onChange: (_, change) => {
      const kinds = Object.keys(change) as (keyof RealtimeChange)[];
      changes.push(kinds.filter((kind) => change[kind]).join());
    },
    report: (error) => {
      throw error;
    },
  });
  for (const [source, entities] of [
    [trips, [late]],
    [vehicles, [bus]],
    [alerts, [works]],
    [alerts, [works]],
    [alerts, []],
    [vehicles, []],
    [trips, [late]],
  ] as const) {
    expect(await source!.say(entities, time + changes.length)).toBe(true);
    await store.refresh();
  }
  // Vehicles are read again with every snapshot: they move every second.
  expect(changes).toEqual([
    'trips',
    'vehicles',
    'vehicles,alerts',
    'vehicles',
    'vehicles,alerts',
    'vehicles',
    'trips',
  ]);
});

it('says when a source becomes stale, and when it is current again', async () => {
  const feed = await loadFeed(archiveOf(smallFeed), 'T');
  let seconds = time;
  const clockNow = () => new Date(seconds * 1_000);
  const message = (timestamp: number) =>
    writeFeedMessage({ header: { gtfsRealtimeVersion: '2.0', timestamp }, entity: [late] });
  let bytes = message(time);
  const settings = { name: 'trips', seconds: 0.01, staleSeconds: 300 };
  const source = new RealtimeSource(settings, { read: async () => bytes }, clockNow);
  const said: unknown[] = [];
  const store = new RealtimeStore({
    sources: [source],
    feed: () => feed,
    clock: clockNow,
    onChange: () => {},
    onStale: ({ settings: { name } }, isStale) => said.push([name, isStale]),
    report: (error) => said.push(error),
  });
  store.start();
  onTestFinished(() => store.close());
  await vi.waitFor(() => expect(source.timestamp).toBe(time));
  expect(said).toEqual([]);
  seconds += 301;
  await vi.waitFor(() => expect(said).toEqual([['trips', true]]));
  bytes = message(seconds);
  await vi.waitFor(() => expect(said).toHaveLength(2));
  expect(said.at(-1)).toEqual(['trips', false]);
});

it('serves the timetable of a newer feed, without sources too', async () => {
  const [first, second] = [
    await loadFeed(archiveOf(smallFeed), 'T'),
    await loadFeed(archiveOf(smallFeed), 'T'),
  ];
  let current = first;
  const store = new RealtimeStore({
    sources: [],
    feed: () => current,
    clock,
    onChange: () => {},
    report: () => {},
  });
  const before = store.of(first);
  expect(store.of(first)).toBe(before);
  current = second;
  await store.refresh();
  expect(store.of(second)).toMatchObject({ feed: second, trips: [] });
  expect(store.of(second)).toBe(store.of(second));
});
