import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { archiveOf, smallFeed } from '../../../test/small-feed.ts';
import { loadFeed } from '../../gtfs/load-feed.ts';
import type { JourneyQuery } from '../planner.ts';
import { type PlanningTables, planningTables } from '../planning-tables.ts';
import { type JourneyBounds, JourneyService } from './journey-service.ts';

let tables: PlanningTables;
let query: JourneyQuery;
const overloaded = { code: 'OVERLOADED', extensions: { retryAfter: 1 } };
/** No test waits for a busy machine to plan a journey of three stops. */
const patient = { waitMs: 60_000, planMs: 60_000 };

beforeAll(async () => {
  const feed = await loadFeed(archiveOf(smallFeed), 'T');
  tables = planningTables(feed);
  const departAt = Date.parse('2017-06-01T08:00:00+03:00') / 1000;
  query = {
    from: feed.stops.indexOf.get('s1')!,
    to: feed.stops.indexOf.get('s3')!,
    departAt,
    maxTransfers: 2,
  };
});

function open(bounds: Partial<JourneyBounds> = {}, of = tables) {
  const reports: unknown[] = [];
  const service = new JourneyService(of, (error) => reports.push(error), { ...patient, ...bounds });
  onTestFinished(() => service.close());
  const ask = (request = 'one', signal = new AbortController().signal) =>
    service.plan(query, { app: '', request, signal });
  return { service, reports, ask };
}

/** Tables of which no timetable can be built: each thread ends at its start. */
function unplannable(): PlanningTables {
  return {
    ...tables,
    services: new Int32Array(),
    patterns: { ...tables.patterns, rows: new Int32Array() },
  };
}

test('journeys are planned in a thread, and shared tables are not copied to it', async () => {
  for (const column of Object.values(tables.stopTimes)) {
    if (typeof column !== 'number') expect(column.buffer).toBeInstanceOf(SharedArrayBuffer);
  }
  const { ask } = open();
  const [itinerary] = await ask();
  expect(itinerary).toMatchObject({ departure: query.departAt, arrival: query.departAt + 600, transfers: 0 });
});

test('more than may wait are refused, to be asked again', async () => {
  const { ask } = open({ waiting: 2 });
  const outcomes = await Promise.allSettled([ask(), ask(), ask('other')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(outcomes[2]).toMatchObject({ reason: overloaded });
});

test('whose turn does not come in time is refused', async () => {
  const { service, ask } = open({ waitMs: 0 });
  await service.warm();
  const outcomes = await Promise.allSettled(Array.from({ length: 64 }, () => ask()));
  expect(outcomes.at(0)).toMatchObject({ status: 'fulfilled' });
  expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: overloaded });
});

test('a journey that takes too long is given up, and the next one is planned', async () => {
  const { ask, reports } = open({ planMs: -1 });
  await expect(ask()).rejects.toMatchObject(overloaded);
  await expect(ask()).rejects.toMatchObject(overloaded);
  expect(reports).toEqual([]);
});

test('many journeys of one request print no warning of a leak', async () => {
  const { ask } = open();
  const { signal } = new AbortController();
  const warnings: Error[] = [];
  const warned = (warning: Error) => warnings.push(warning);
  process.on('warning', warned);
  onTestFinished(() => void process.off('warning', warned));
  await Promise.all(Array.from({ length: 20 }, () => ask('one', signal)));
  await new Promise(setImmediate);
  expect(warnings).toEqual([]);
});

test('what nobody waits for is not planned', async () => {
  const { ask } = open({ waiting: 2 });
  const left = new AbortController();
  const withdrawn = [ask('one', left.signal), ask('two', left.signal)];
  await expect(ask()).rejects.toMatchObject(overloaded);
  left.abort();
  for (const each of withdrawn) await expect(each).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
  await expect(ask('one', left.signal)).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
  expect(await ask()).toHaveLength(1);
});

test('a thread that ends is started anew, and journeys are refused meanwhile', async () => {
  const { service, ask, reports } = open({ restartMs: 1 }, unplannable());
  await service.warm();
  await expect(ask()).rejects.toMatchObject(overloaded);
  await expect.poll(() => reports.length).toBeGreaterThan(1);
  expect(String(reports[0])).toContain('outside the column');
});

test('the planner of a replaced feed answers what was asked of it, and a request that began before', async () => {
  const { service, ask } = open();
  const asked = [ask(), ask('other')];
  service.retire();
  for (const journeys of await Promise.all(asked)) expect(journeys).toHaveLength(1);
  expect(await ask()).toHaveLength(1);
});

test('a thread that ends again and again is started after ever longer, and the report says so', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { service, ask, reports } = open({ restartMs: 20_000 }, unplannable());
  const refusal = () => ask().catch((error) => error.extensions?.retryAfter);
  await service.warm();
  for (const seconds of [20, 40, 60, 60]) {
    await expect.poll(refusal, { timeout: 30_000 }).toBe(seconds);
    await expect.poll(() => vi.getTimerCount(), { timeout: 30_000 }).toBe(1);
    if (seconds < 60) expect(reports.map(String).join()).not.toContain('in a row');
    let waited = 0;
    for (; vi.getTimerCount() > 0; waited += 1) vi.advanceTimersByTime(1_000);
    expect(waited).toBe(seconds);
  }
  expect(reports.map(String).join()).toContain('ended 3 times in a row');
}, 60_000);

test.each([['at rest'], ['whose thread is being restarted']])(
  'the planner of a replaced feed %s starts no thread',
  async (when) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { service, ask, reports } = open({}, unplannable());
    if (when === 'at rest') service.retire();
    await service.warm();
    if (when !== 'at rest') {
      await expect.poll(() => vi.getTimerCount(), { timeout: 30_000 }).toBe(1);
      service.retire();
    }
    await expect.poll(() => reports.length, { timeout: 30_000 }).toBe(1);
    await expect.poll(() => ask().catch(({ code }) => code)).toBe('OVERLOADED');
    expect(vi.getTimerCount()).toBe(0);
    expect(reports).toHaveLength(1);
  },
);
