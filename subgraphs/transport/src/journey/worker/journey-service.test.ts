import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { archiveOf, smallFeed } from '../../../test/small-feed.ts';
import { laterDeparture } from '../../graph/journey-pages.ts';
import { loadFeed } from '../../gtfs/load-feed.ts';
import type { JourneyQuery } from '../planner.ts';
import { type PlanningTables, planningTables } from '../planning-tables.ts';
import { noRuns } from '../realtime/realtime-runs.ts';
import { type JourneyBounds, JourneyService } from './journey-service.ts';

let tables: PlanningTables;
let query: JourneyQuery;
const overloaded = { code: 'OVERLOADED', extensions: { retryAfter: 1 } };
/** Generous time-outs, because a busy machine may plan slowly. */
const patient = { waitMs: 60_000, planMs: 60_000 };

beforeAll(async () => {
  const feed = await loadFeed(archiveOf(smallFeed), 'T');
  tables = planningTables(feed);
  const departAt = Date.parse('2017-06-01T08:00:00+03:00') / 1000;
  query = {
    from: feed.stops.ids.get('s1')!,
    to: feed.stops.ids.get('s3')!,
    departAt,
    maxTransfers: 2,
  };
});

function open(bounds: Partial<JourneyBounds> = {}, of = tables) {
  const reports: unknown[] = [];
  const feeds = [of];
  const places = { count: 0, of: [] };
  const service = new JourneyService({ feeds, places }, (error) => reports.push(error), {
    ...patient,
    ...bounds,
  });
  onTestFinished(() => service.close());
  const ask = async (request = 'one', signal = new AbortController().signal) =>
    (await service.plan(query, { app: '', request, signal })).itineraries;
  return { service, reports, ask };
}

/** Invalid tables: each thread ends at its start. */
function unplannable(): PlanningTables {
  return {
    ...tables,
    services: new Int32Array(),
    patterns: { ...tables.patterns, rows: new Int32Array() },
  };
}

test('plans in a thread, and does not copy shared tables', async () => {
  for (const column of Object.values(tables.stopTimes)) {
    if (typeof column !== 'number') expect(column.buffer).toBeInstanceOf(SharedArrayBuffer);
  }
  const { ask } = open();
  const [itinerary] = await ask();
  expect(itinerary).toMatchObject({ departure: query.departAt, arrival: query.departAt + 600, transfers: 0 });
});

test('refuses journeys beyond the queue limit, with a retry time', async () => {
  const { ask } = open({ waiting: 2 });
  const outcomes = await Promise.allSettled([ask(), ask(), ask('other')]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(outcomes[2]).toMatchObject({ reason: overloaded });
});

test('refuses a journey that waits too long', async () => {
  const { service, ask } = open({ waitMs: 0 });
  await service.warm();
  const outcomes = await Promise.allSettled(Array.from({ length: 64 }, () => ask()));
  expect(outcomes.at(0)).toMatchObject({ status: 'fulfilled' });
  expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: overloaded });
});

test('aborts a slow journey, and plans the next one', async () => {
  const { ask, reports } = open({ planMs: -1 });
  await expect(ask()).rejects.toMatchObject(overloaded);
  await expect(ask()).rejects.toMatchObject(overloaded);
  expect(reports).toEqual([]);
});

test('ends the search of a window early, and says how far it got', async () => {
  const whole = { ...query, windowSeconds: 10_800, limit: 20 };
  const caller = { app: '', request: 'one', signal: new AbortController().signal };
  const all = await open({ windowMs: 60_000 }).service.plan(whole, caller);
  expect(all.itineraries.length).toBeGreaterThan(1);
  expect(all.searchedSeconds).toBeNull();
  const { service } = open({ windowMs: -1 });
  const found = [];
  for (let departAt: number | null = whole.departAt; departAt !== null; ) {
    const part: typeof whole = {
      ...whole,
      departAt,
      windowSeconds: whole.departAt + whole.windowSeconds - departAt,
    };
    const plan = await service.plan(part, caller);
    found.push(...plan.itineraries);
    departAt = plan.searchedSeconds === null ? null : laterDeparture({ query: part, ...plan });
  }
  expect(found).toEqual(all.itineraries);
});

test('prints no leak warning for many journeys of one request', async () => {
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

test('does not plan a cancelled journey', async () => {
  const { ask } = open({ waiting: 2 });
  const left = new AbortController();
  const withdrawn = [ask('one', left.signal), ask('two', left.signal)];
  await expect(ask()).rejects.toMatchObject(overloaded);
  left.abort();
  for (const each of withdrawn) await expect(each).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
  await expect(ask('one', left.signal)).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
  expect(await ask()).toHaveLength(1);
});

test('restarts a thread that ends, and refuses journeys meanwhile', async () => {
  const { service, ask, reports } = open({ restartMs: 1 }, unplannable());
  await service.warm();
  await expect(ask()).rejects.toMatchObject(overloaded);
  await expect.poll(() => reports.length).toBeGreaterThan(1);
  expect(String(reports[0])).toContain('outside the column');
});

test('completes pending journeys of a replaced feed, and of requests that began before', async () => {
  const { service, ask } = open();
  const asked = [ask(), ask('other')];
  service.retire();
  for (const journeys of await Promise.all(asked)) expect(journeys).toHaveLength(1);
  expect(await ask()).toHaveLength(1);
});

test('increases the restart delay after repeated failures, and reports them', async () => {
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
  'starts no thread for a replaced feed %s',
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

test('plans with the newest runs, also after a restart, and tells which', async () => {
  const { service } = open();
  const plan = () => service.plan(query, { app: '', request: 'one', signal: new AbortController().signal });
  const day = Math.floor((query.departAt + 3 * 3600) / 86_400);
  const withdrawn = { trips: Int32Array.of(0), days: Int32Array.of(day) };
  expect(await plan()).toMatchObject({ bases: [null], itineraries: [{ departure: query.departAt }] });
  service.useRuns(0, { ...noRuns, withdrawn }, 'first');
  expect(await plan()).toMatchObject({
    bases: ['first'],
    itineraries: [{ departure: query.departAt + 3_600 }],
  });
  service.retire();
  expect(await plan()).toMatchObject({
    bases: ['first'],
    itineraries: [{ departure: query.departAt + 3_600 }],
  });
  service.useRuns(0, noRuns, 'second');
  expect(await plan()).toMatchObject({ bases: ['second'], itineraries: [{ departure: query.departAt }] });
});
