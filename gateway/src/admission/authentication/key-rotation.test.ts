import { setImmediate as nextIteration } from 'node:timers/promises';
import { citizen, personas } from '@civic-graph/testing';
import { generateKeyPair } from 'jose';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

/*
 * The row "a rotation of keys makes calls fail; …" of docs/reference/security.md. The issuer publishes a key
 * two minutes before it signs with it.
 */
const query = '{ person(id: "1") { name home { title } } }';
const good = { data: { person: { name: 'Person 1', home: { title: 'The park' } } } };
let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway();
});
afterAll(() => graph.close());
afterEach(() => void vi.useRealTimers());

test('no call fails while keys rotate and 1,000 tokens name unknown keys; keys are fetched at most five times a minute', async () => {
  const start = new Date('2026-11-25T08:00:00Z').getTime();
  // jose and the gateway read the system's clock; one loop below is one second.
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  const { issuer } = graph;
  const { privateKey } = await generateKeyPair('ES256');
  const minutes = 4;
  const fetches: number[] = [];
  const failed: unknown[] = [];
  const served = { good: 0, forged: 0 };

  for (let second = 0; second < minutes * 60; second += 1) {
    vi.setSystemTime(start + second * 1_000);
    // A key every two minutes, overlapping its predecessor and published two minutes ahead.
    if (second % 120 === 0) await issuer.publishNext();
    if (second % 120 === 119) issuer.signWithNext();
    const before = issuer.jwks.requests;
    const callers = [personas.lin, citizen(second)].map(async (caller) => {
      const { status, json } = await graph.ask(query, { token: await issuer.mint(caller) });
      if (status !== 200 || JSON.stringify(json) !== JSON.stringify(good)) failed.push(json);
      served.good += 1;
    });
    const forgers = Array.from({ length: second % 6 === 0 ? 25 : 0 }, async (_, index) => {
      const header = { kid: `unknown-${second}-${index}` };
      const { status } = await graph.ask(query, {
        token: await issuer.mint(personas.lin, { header, key: privateKey }),
      });
      if (status !== 401) failed.push({ header, status });
      served.forged += 1;
    });
    await Promise.all([...callers, ...forgers]);
    fetches.push(issuer.jwks.requests - before);
    await nextIteration();
  }

  expect(failed).toEqual([]);
  expect(served).toEqual({ good: 480, forged: 1_000 });
  for (let from = 0; from + 60 <= fetches.length; from += 1) {
    const inMinute = fetches.slice(from, from + 60).reduce((sum, each) => sum + each, 0);
    expect(inMinute).toBeLessThanOrEqual(5);
  }
  expect(issuer.publicKeys).toHaveLength(1 + minutes / 2);
}, 60_000);
