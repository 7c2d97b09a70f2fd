import { setImmediate } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { noRuns, type RealtimeRuns } from '../realtime/realtime-runs.ts';
import { RunsOfFeeds } from './runs-of-feeds.ts';

const runsOf = (trip: number): RealtimeRuns => ({ ...noRuns, trips: Int32Array.of(trip) });
const opened = (feeds: number) => {
  const used: (readonly number[])[] = [];
  const use = vi.fn((runs: readonly RealtimeRuns[]) => {
    used.push(runs.map(({ trips }) => trips[0] ?? -1));
  });
  return { runs: new RunsOfFeeds(feeds, use), used };
};

it('runs of several feeds are used once, after the messages that wait', async () => {
  const { runs, used } = opened(3);
  for (const feed of [0, 2, 0]) runs.set(feed, runsOf(feed + 5));
  expect(used).toEqual([]);
  await setImmediate();
  expect(used).toEqual([[5, -1, 7]]);
  runs.set(1, runsOf(6));
  await setImmediate();
  expect(used).toEqual([
    [5, -1, 7],
    [5, 6, 7],
  ]);
});

it('a journey uses the runs that were sent before it, once', async () => {
  const { runs, used } = opened(1);
  runs.useNow();
  expect(used).toEqual([]);
  runs.set(0, runsOf(4));
  runs.useNow();
  runs.useNow();
  expect(used).toEqual([[4]]);
  await setImmediate();
  expect(used).toHaveLength(1);
});
