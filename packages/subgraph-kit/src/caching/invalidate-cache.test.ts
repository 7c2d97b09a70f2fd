import { testSecrets } from '@civic-graph/testing';
import { createRequestVerifier } from '@civic-graph/tokens';
import { expect, test } from 'vitest';
import { type GatewayCaches, invalidateCache } from './invalidate-cache.ts';

const secret = testSecrets.subgraph;
const change = { entities: [{ __typename: 'Stop', gtfsId: 'HZ:1' }], tags: ['Departure'] };

/** Gateways that answer successive calls with `answers`, and record the calls. */
function gateways(...answers: readonly (Response | Error)[]) {
  const calls: { url: string; init: RequestInit }[] = [];
  const problems: { gateway: string; reason: string }[] = [];
  const rest = [...answers];
  const caches: GatewayCaches = {
    name: 'transport',
    secret,
    gateways: ['http://one.test'],
    report: (problem) => problems.push(problem),
    pauseMs: 0,
    fetch: async (url, init = {}) => {
      calls.push({ url: String(url), init });
      const answer = rest.shift() ?? Response.json({ unknown: [] });
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { caches, calls, problems };
}

test('each call is signed for its content, as the subgraph', async () => {
  const { caches, calls, problems } = gateways();
  await invalidateCache(caches, change);
  expect(problems).toEqual([]);
  expect(calls).toHaveLength(1);
  const { url, init } = calls[0]!;
  expect(url).toBe('http://one.test/cache/invalidate');
  expect(JSON.parse(String(init.body))).toEqual(change);
  const verify = (keyId: string, body: string) =>
    createRequestVerifier({ secret, keyId }).verify({
      method: 'POST',
      path: '/cache/invalidate',
      headers: init.headers as Record<string, string>,
      body: Buffer.from(body),
    });
  await expect(verify('transport', String(init.body))).resolves.toMatchObject({
    principal: { kind: 'anonymous' },
  });
  await expect(verify('payments', String(init.body))).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
  await expect(verify('transport', '{}')).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' });
});

test('an unreachable gateway is retried, with a new signature each time', async () => {
  const { caches, calls, problems } = gateways(
    new TypeError('fetch failed'),
    new Response(null, { status: 503 }),
  );
  await invalidateCache(caches, change);
  expect(problems).toEqual([]);
  expect(new Set(calls.map(({ init }) => (init.headers as Record<string, string>).signature)).size).toBe(3);
});

test('retries end, and the failure is reported', async () => {
  const { caches, calls, problems } = gateways(...Array(20).fill(new TypeError('fetch failed')));
  await invalidateCache(caches, change);
  expect(problems).toEqual([{ gateway: 'http://one.test', reason: 'TypeError' }]);
  expect(calls).toHaveLength(8);
});

test.each<[string, Response, string | null]>([
  ['keeps nothing', new Response('{}', { status: 404 }), null],
  ['does not take the signature', new Response('{}', { status: 401 }), 'status 401'],
  ['does not know a name', Response.json({ unknown: ['Stopp'] }), 'unknown to the gateway: Stopp'],
])('a gateway that %s is called once', async (_title, answer, reason) => {
  const { caches, calls, problems } = gateways(answer);
  await invalidateCache(caches, change);
  expect(calls).toHaveLength(1);
  expect(problems.map((problem) => problem.reason)).toEqual(reason === null ? [] : [reason]);
});

test('every gateway is called, whatever the others answer', async () => {
  const { caches, calls } = gateways(new Response('{}', { status: 401 }));
  await invalidateCache({ ...caches, gateways: ['http://one.test', 'http://two.test'] }, change);
  expect(calls.map(({ url }) => new URL(url).host)).toEqual(['one.test', 'two.test']);
});
