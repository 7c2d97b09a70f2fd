import { expect, it } from 'vitest';
import type { Result } from '../graphql/result.ts';
import { type StreamedResult, StreamLost } from './open-stream.ts';
import { subscribe } from './subscribe.ts';

const event = (n: number): StreamedResult => ({ data: { n } });
const end = (code: string, more: object = {}): StreamedResult => ({
  errors: [{ message: '', extensions: { code, ...more } }],
});
const lost = new StreamLost(new Error('reset'), null, []);

/** One connection: its results, and the error at its end. */
type Connection = readonly (StreamedResult | Error)[];

async function follow(connections: readonly Connection[], random = 0) {
  const waited: number[] = [];
  let opened = 0;
  const results: Result<unknown>[] = [];
  const all = subscribe({
    async *open() {
      const connection = connections[opened] ?? [];
      opened += 1;
      for (const step of connection) {
        if (step instanceof Error) throw step;
        yield step;
      }
    },
    wait: async (milliseconds) => void waited.push(milliseconds),
    random: () => Uint8Array.of(random),
    signal: undefined,
  });
  for await (const result of all) results.push(result);
  return { waited, opened, results };
}
const numbers = (results: readonly Result<unknown>[]) =>
  results.map(({ data }) => (data as { n: number } | null)?.n ?? null);

it('ends when the gateway completes it', async () => {
  const { results, opened, waited } = await follow([[event(1), event(2)]]);
  expect([numbers(results), opened, waited]).toEqual([[1, 2], 1, []]);
});

it('reconnects immediately after a loss, then after growing pauses, until an event arrives', async () => {
  const losses = Array.from({ length: 8 }, () => [lost]);
  const { results, waited } = await follow([[event(1), lost], ...losses, [event(2), lost], [event(3)]]);
  expect(numbers(results)).toEqual([1, 2, 3]);
  expect(waited).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 0]);
});

it('spreads the clients of a gateway that stops over a second', async () => {
  const stops = [[event(1), end('SUBSCRIPTION_INTERRUPTED')], [event(2)]];
  expect((await follow(stops, 128)).waited).toEqual([500]);
});

it('waits as long as the gateway asks', async () => {
  const { waited } = await follow([[end('OVERLOADED', { retryAfter: 7 })], [event(1)]]);
  expect(waited).toEqual([7_000]);
  const refused = new StreamLost(
    new Error('503'),
    new Response(null, { status: 503, headers: { 'retry-after': '4' } }),
    [{ message: '', extensions: { code: 'NOT_READY' } }],
  );
  expect((await follow([[refused], [event(1)]])).waited).toEqual([4_000]);
});

it('reconnects if the token has expired, and ends if the session has', async () => {
  const { results, opened } = await follow([
    [event(1), end('TOKEN_REVOKED')],
    [event(2), end('UNAUTHENTICATED')],
    [event(3)],
  ]);
  expect([numbers(results), opened]).toEqual([[1, 2, 3], 3]);
  const refused = new StreamLost(new Error('401'), new Response(null, { status: 401 }), [
    { message: '', extensions: { code: 'TOKEN_REVOKED' } },
  ]);
  const ended = await follow([[event(1), end('TOKEN_REVOKED')], [refused], [event(2)]]);
  expect(numbers(ended.results)).toEqual([1, null]);
  expect(ended.results.at(-1)).toMatchObject({ refusals: [{ kind: 'sign-in-needed' }] });
});

it.each([
  'UNAUTHORIZED_FIELD_OR_TYPE',
  'RATE_LIMITED',
  'TOO_MANY_SUBSCRIPTIONS',
  'GRAPHQL_VALIDATION_FAILED',
])('ends with a permanent refusal: %s', async (code) => {
  const { results, opened } = await follow([[end(code)], [event(1)]]);
  expect([opened, results]).toMatchObject([1, [{ data: null, refusals: [{ code }] }]]);
});

it('passes on events with a refused field', async () => {
  const partial: StreamedResult = { data: { n: null }, errors: [{ message: '', path: ['n'] }] };
  const { results } = await follow([[partial, event(2)]]);
  expect(results).toMatchObject([{ data: { n: null }, refusals: [{ path: ['n'] }] }, { refusals: [] }]);
});

it('throws any error that is not a lost connection', async () => {
  await expect(follow([[event(1), new Error('not an event stream')]])).rejects.toThrow('not an event stream');
});

it('an abort ends a wait, with its reason', async () => {
  const abort = new AbortController();
  const all = subscribe({
    // biome-ignore lint/correctness/useYield: a stream that never opens
    async *open() {
      throw lost;
    },
    wait: async () => abort.abort(new Error('left')),
    random: () => Uint8Array.of(0),
    signal: abort.signal,
  });
  await expect(all.next()).rejects.toThrow('left');
});
