import { expect, it } from 'vitest';
import { follow } from './follow.ts';
import { PullError } from './pull.ts';

const starting = new PullError('the registry does not answer (ECONNREFUSED)', {
  cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
});
const failing = new PullError('the registry answers with status 503');

/** Follows a registry that behaves like this, one pull after another. */
async function reportsOf(...pulls: (PullError | null)[]): Promise<[string, string][]> {
  const reports: [string, string][] = [];
  const stop = new AbortController();
  await follow({
    async pull() {
      const next = pulls.shift();
      if (pulls.length === 0) stop.abort();
      if (next instanceof Error) throw next;
      return null;
    },
    known: () => null,
    accept: async () => {},
    onFailure: (event, reason) => void reports.push([event, reason]),
    patience: { shortestMs: 1, longestMs: 1, waitSeconds: 0 },
    signal: stop.signal,
  });
  return reports;
}

it('waits for a registry that is still starting, and says so once', async () => {
  expect(await reportsOf(starting, starting, starting, null)).toEqual([['waiting', starting.message]]);
});

it('reports a registry that fails, also one that has answered and is gone', async () => {
  expect(await reportsOf(failing, failing, null)).toEqual([['failed', failing.message]]);
  expect(await reportsOf(null, starting, null)).toEqual([['failed', starting.message]]);
});
