import { personas } from '@civic-graph/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  cacheControlOf,
  type HintedGateway,
  park,
  startHintedGateway,
} from '../../../test/fixtures/hinted-gateway.ts';

let graph: HintedGateway;
beforeEach(async () => {
  graph = await startHintedGateway();
});
afterEach(() => graph.close());

describe('HTTP caches', () => {
  const get = (query: string, headers: Record<string, string> = {}) =>
    graph.send({
      method: 'GET',
      url: `/graphql?query=${encodeURIComponent(query)}`,
      headers: { 'apollo-require-preflight': '1', ...headers },
    });

  test('an answer is as fresh as its oldest part, even if it is cached', async () => {
    const first = await graph.ask(park);
    expect(cacheControlOf(first)).toBe('max-age=30, public');
    for (let again = 0; again < 2; again++) {
      expect(cacheControlOf(await graph.ask(park))).toMatch(/^max-age=(29|30), public$/);
    }
    expect(cacheControlOf(await graph.ask('{ place(code: "park") { title } }'))).toBe('max-age=60, public');
    expect(cacheControlOf(await graph.ask('{ people { name } }'))).toBe('max-age=40, public');
  });

  test.each([
    ['of the schema', '{ place(code: "park") { title } __schema { queryType { name } } }'],
    ['that nothing was fetched for', '{ __typename }'],
    ['with a part that has no hint', '{ place(code: "park") { title } person(id: "1") { name } }'],
    ['to a mutation', 'mutation { visit(person: "1", place: "park") { at } }'],
    ['with an error', '{ place(code: "park") { title visitors { home { code } } } }'],
  ])('an answer %s is for one caller', async (_title, query) => {
    for (let again = 0; again < 2; again++) expect(cacheControlOf(await graph.ask(query))).toBe('no-store');
  });

  test.each(['cost', 'explainAccess', 'queryPlan', 'timing'])(
    'an answer with extensions.%s is for one caller',
    async (extension) => {
      const extensions = encodeURIComponent(JSON.stringify({ [extension]: true }));
      const url = `/graphql?query=${encodeURIComponent(park)}&extensions=${extensions}`;
      const token = await graph.issuer.mint(personas.admin);
      const headers = { 'apollo-require-preflight': '1', authorization: `Bearer ${token}` };
      const answer = await graph.send({ method: 'GET', url, headers });
      expect(answer.json.extensions).toBeDefined();
      expect(cacheControlOf(answer)).toBe('no-store');
      expect(answer.headers).not.toHaveProperty('etag');
    },
  );

  test('a GET has a strong validator, and gets 304 when it matches', async () => {
    const first = await get(park);
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers).toMatchObject({ vary: 'accept' });
    for (const known of [tag, `"x", W/${tag}`, '*']) {
      const again = await get(park, { 'if-none-match': known });
      expect(again).toMatchObject({ status: 304, text: '', headers: { etag: tag, vary: 'accept' } });
      expect(cacheControlOf(again)).toMatch(/^max-age=(29|30), public$/);
      expect(again.headers).not.toHaveProperty('content-type');
    }
    expect((await get(park, { 'if-none-match': '"x"' })).status).toBe(200);
    const other = await get(park, { accept: 'application/graphql-response+json' });
    expect(other.headers.etag).not.toBe(tag);
    expect(other.text).toBe(first.text);
  });

  test('both request paths give the same answer', async () => {
    const fast = async () =>
      [...(await graph.gateway.metrics()).matchAll(/request_seconds_count\{[^}]*lane="fast"[^}]*\} (\d+)/g)]
        .map(([, count]) => Number(count))
        .reduce((sum, count) => sum + count, 0);
    const tag = String((await get(park)).headers.etag);
    for (const known of ['"x"', tag]) {
      const before = await fast();
      const past = await get(park, { 'if-none-match': known });
      expect(await fast()).toBe(before + 1);
      const through = await get(park, { 'if-none-match': known, 'content-type': 'Application/JSON' });
      expect(await fast()).toBe(before + 1);
      // Seconds of the answer's age may pass between the two.
      const [one, other] = [past, through].map(({ status, text, headers }) => {
        const { date: _, 'cache-control': __, ...rest } = headers;
        return { status, text, headers: rest };
      });
      expect(one).toEqual(other);
      expect(past.status).toBe(known === tag ? 304 : 200);
    }
  });

  test('the validator depends on the content of the answer', async () => {
    const [one, two] = [await get(park), await get('{ place(code: "pool") { title stars } }')];
    expect(one.headers.etag).not.toBe(two.headers.etag);
    const token = await graph.issuer.mint(personas.lin);
    const signedIn = await get(park, { authorization: `Bearer ${token}` });
    expect(signedIn.headers.etag).toBe(one.headers.etag);
  });

  test('a private answer has no validator and is never a 304', async () => {
    const answer = await get('{ person(id: "1") { name } }', { 'if-none-match': '*' });
    expect(answer.status).toBe(200);
    expect(answer.headers).not.toHaveProperty('etag');
    expect(cacheControlOf(answer)).toBe('no-store');
    expect((await get('{ nonsense }', { 'if-none-match': '*' })).status).toBe(400);
  });

  test('the remaining quota is sent to its caller, never in a public answer', async () => {
    const limited = await startHintedGateway(
      {},
      { quotas: { perApp: 1_000, perPerson: 100, perAddress: 80, dataSubjectsPerApp: 1 } },
    );
    try {
      const ask = (query: string) =>
        limited.send({
          method: 'GET',
          url: `/graphql?query=${encodeURIComponent(query)}`,
          headers: { 'apollo-require-preflight': '1' },
        });
      const forAll = await ask(park);
      expect(cacheControlOf(forAll)).toMatch(/public$/);
      expect(forAll.headers).not.toHaveProperty('ratelimit');
      expect(forAll.headers).not.toHaveProperty('ratelimit-policy');
      expect((await ask('{ person(id: "1") { name } }')).headers).toHaveProperty('ratelimit');
    } finally {
      await limited.close();
    }
  });
});
