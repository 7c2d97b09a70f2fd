import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GatewayConfig } from '../config.ts';
import { type Answer, startTestGateway, type TestGateway } from '../gateway.fixture.ts';
import { hintedSupergraph } from './hinted-supergraph.fixture.ts';

let graph: TestGateway;
let folder: string;

async function start(cache: Partial<GatewayConfig['cache']> = {}): Promise<TestGateway> {
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, hintedSupergraph());
  return startTestGateway({
    supergraph: { kind: 'file', path },
    cache: { enabled: true, maxBytes: 1_000_000, redisUrl: null, ...cache },
  });
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-caching-'));
  graph = await start();
});
afterEach(async () => {
  await graph.close();
  await rm(folder, { recursive: true });
});

/** The subgraphs that are called while `work` runs. */
async function called<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly calls: string[] }> {
  const before = graph.calls.length;
  const result = await work();
  return { result, calls: graph.calls.slice(before).map(({ subgraph }) => subgraph) };
}
const cacheControl = ({ headers }: Answer) => headers['cache-control'];
/** Representations in the last call to a subgraph. */
const representations = () =>
  Object.values(JSON.parse(graph.calls.at(-1)!.body.toString()).variables as object).flat();

const park = '{ place(code: "park") { title stars } }';
const visits = '{ person(id: "1") { visits { place { stars } } } }';

describe('what is hinted', () => {
  test('is fetched once, and in every lane the answer is the same', async () => {
    const { result: first, calls } = await called(() => graph.ask(park));
    expect(calls).toEqual(['places', 'ratings']);
    expect(first.json).toEqual({ data: { place: { title: 'The park', stars: 4 } } });
    for (let again = 0; again < 3; again++) {
      const { result, calls: none } = await called(() => graph.ask(park));
      expect(none).toEqual([]);
      expect(result.text).toBe(first.text);
    }
  });

  test('serves other operations that read the same of the same entity', async () => {
    await graph.ask(park);
    const { result, calls } = await called(() => graph.ask(visits));
    expect(calls).toEqual(['people', 'places', 'ratings']);
    expect(representations()).toEqual([{ __typename: 'Place', code: 'pool' }]);
    expect(result.json.data.person.visits).toEqual([{ place: { stars: 4 } }, { place: { stars: 5 } }]);
    expect((await called(() => graph.ask(visits))).calls).toEqual(['people', 'places']);
  });

  test('is kept apart by arguments and variables', async () => {
    const query = 'query ($scale: Scale!) { place(code: "park") { stars(scale: $scale) } }';
    const stars = async (scale: string) =>
      (await graph.ask(query, { variables: { scale } })).json.data.place.stars;
    expect(await stars('FIVE')).toBe(4);
    expect(await stars('TEN')).toBe(8);
    const { calls } = await called(async () => [await stars('FIVE'), await stars('TEN')]);
    expect(calls).toEqual([]);
    expect((await graph.ask('{ place(code: "pool") { title } }')).json.data.place.title).toBe('The pool');
  });

  test('is not spoiled by what one request makes of it', async () => {
    const twice =
      '{ a: place(code: "park") { title x: stars } b: place(code: "park") { stars review { text } } }';
    const first = await graph.ask(twice);
    expect(first.json.errors).toBeUndefined();
    for (let again = 0; again < 2; again++) expect((await graph.ask(twice)).text).toBe(first.text);
    expect((await graph.ask(park)).json.data.place).toEqual({ title: 'The park', stars: 4 });
  });

  test('is fetched anew under another supergraph', async () => {
    await graph.ask(park);
    const path = join(folder, 'supergraph.graphql');
    await writeFile(path, hintedSupergraph().replace(/^.*\btags: .*\n/m, ''));
    await expect
      .poll(async () => (await called(() => graph.ask(park))).calls, { timeout: 15_000 })
      .toEqual(['places', 'ratings']);
  });
});

describe('what is not kept', () => {
  test('has no hint', async () => {
    const query = '{ person(id: "1") { name } }';
    for (let again = 0; again < 3; again++) {
      const { result, calls } = await called(() => graph.ask(query));
      expect(calls).toEqual(['people']);
      expect(cacheControl(result)).toBe('no-store');
    }
  });

  test('belongs to one caller: each gets his own, fetched for him', async () => {
    const query = '{ people { name diary } }';
    const token = (subject: string) =>
      graph.issuer.mint({ ...personas.lin, subject, scopes: ['diary'], consents: [] });
    await graph.ask('{ people { name } }');
    for (const subject of ['one', 'two', 'one']) {
      const { result, calls } = await called(async () => graph.ask(query, { token: await token(subject) }));
      expect(calls).toEqual(['people']);
      expect(result.json.data.people[0].diary).toBe('dear diary');
      expect(cacheControl(result)).toBe('no-store');
      const { principal } = JSON.parse(
        `{"principal":${Buffer.from(String(graph.calls.at(-1)?.headers['civic-principal']), 'base64url')}}`,
      );
      expect(principal.subject).toBe(subject);
    }
    const { result } = await called(() => graph.ask(query));
    expect(result.json.data.people.map(({ diary }: { diary: unknown }) => diary)).toEqual([null, null, null]);
    expect(cacheControl(result)).toBe('no-store');
  });

  test('is wrong, or not there', async () => {
    graph.behave('ratings', (response) => {
      response.setHeader('content-type', 'application/json');
      const error = { message: 'x', path: ['_entities', 0, 'stars'] };
      response.end(JSON.stringify({ data: { _entities: [{ stars: null }] }, errors: [error] }));
    });
    const { result } = await called(() => graph.ask(park));
    expect(result.json.data.place.stars).toBeNull();
    expect(cacheControl(result)).toBe('no-store');
    graph.behave('ratings', null);
    expect((await graph.ask(park)).json).toEqual({ data: { place: { title: 'The park', stars: 4 } } });
    for (let again = 0; again < 2; again++) {
      expect((await called(() => graph.ask('{ place(code: "nowhere") { title } }'))).calls).toEqual([
        'places',
      ]);
    }
  });

  test('is anything where it is switched off', async () => {
    await graph.close();
    graph = await start({ enabled: false });
    for (let again = 0; again < 2; again++) {
      const { result, calls } = await called(() => graph.ask(park));
      expect(calls).toEqual(['places', 'ratings']);
      expect(cacheControl(result)).toBe('no-store');
    }
    expect((await graph.send({ url: '/cache/invalidate', payload: '{}' })).status).toBe(404);
  });
});

test('when a subgraph is down, what is kept of it is served, and the rest fails for itself', async () => {
  await graph.ask(park);
  graph.behave('ratings', (response) => response.socket?.destroy());
  const { json } = await graph.ask(visits);
  expect(json.data.person.visits).toEqual([{ place: { stars: 4 } }, { place: { stars: null } }]);
  expect(json.errors).toEqual([
    expect.objectContaining({
      path: ['person', 'visits', 1, 'place', 'stars'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    }),
  ]);
});

describe('for caches on the way', () => {
  const get = (query: string, headers: Record<string, string> = {}) =>
    graph.send({
      method: 'GET',
      url: `/graphql?query=${encodeURIComponent(query)}`,
      headers: { 'apollo-require-preflight': '1', ...headers },
    });

  test('an answer is as fresh as the least of its parts, also when it is kept', async () => {
    const first = await graph.ask(park);
    expect(cacheControl(first)).toBe('max-age=30, public');
    for (let again = 0; again < 2; again++) {
      expect(cacheControl(await graph.ask(park))).toMatch(/^max-age=(29|30), public$/);
    }
    expect(cacheControl(await graph.ask('{ place(code: "park") { title } }'))).toBe('max-age=60, public');
    expect(cacheControl(await graph.ask('{ people { name } }'))).toBe('max-age=40, public');
  });

  test.each([
    ['of the schema', '{ place(code: "park") { title } __schema { queryType { name } } }'],
    ['that nothing was fetched for', '{ __typename }'],
    ['with a part that has no hint', '{ place(code: "park") { title } person(id: "1") { name } }'],
    ['to a mutation', 'mutation { visit(person: "1", place: "park") { at } }'],
    ['with an error', '{ place(code: "park") { title visitors { home { code } } } }'],
  ])('an answer %s is for one caller', async (_title, query) => {
    for (let again = 0; again < 2; again++) expect(cacheControl(await graph.ask(query))).toBe('no-store');
  });

  test('a GET has a strong validator, and 304 for who knows it', async () => {
    const first = await get(park);
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers).toMatchObject({ vary: 'accept' });
    for (const known of [tag, `"x", W/${tag}`, '*']) {
      const again = await get(park, { 'if-none-match': known });
      expect(again).toMatchObject({ status: 304, text: '', headers: { etag: tag, vary: 'accept' } });
      expect(cacheControl(again)).toMatch(/^max-age=(29|30), public$/);
      expect(again.headers).not.toHaveProperty('content-type');
    }
    expect((await get(park, { 'if-none-match': '"x"' })).status).toBe(200);
    const other = await get(park, { accept: 'application/graphql-response+json' });
    expect(other.headers.etag).not.toBe(tag);
    expect(other.text).toBe(first.text);
  });

  test('a validator is of this answer', async () => {
    const [one, two] = [await get(park), await get('{ place(code: "pool") { title stars } }')];
    expect(one.headers.etag).not.toBe(two.headers.etag);
    const token = await graph.issuer.mint(personas.lin);
    const signedIn = await get(park, { authorization: `Bearer ${token}` });
    expect(signedIn.headers.etag).toBe(one.headers.etag);
  });

  test('what is for one caller has none, and is no 304', async () => {
    const answer = await get('{ person(id: "1") { name } }', { 'if-none-match': '*' });
    expect(answer.status).toBe(200);
    expect(answer.headers).not.toHaveProperty('etag');
    expect(cacheControl(answer)).toBe('no-store');
    expect((await get('{ nonsense }', { 'if-none-match': '*' })).status).toBe(400);
  });
});

describe('invalidation', () => {
  const path = '/cache/invalidate';

  function invalidate(
    subgraph: string,
    what: unknown,
    changes: { readonly body?: string; readonly sent?: string; readonly secret?: string } = {},
  ): Promise<Answer> {
    const { body = JSON.stringify(what), secret = testSecrets.subgraph } = changes;
    const { sent = body } = changes;
    const sign = createRequestSigner({ secret, keyId: subgraph });
    const signed = sign({ method: 'POST', path, body, principal: { kind: 'anonymous' }, requestId: 'r' });
    return graph.send({
      url: path,
      headers: { ...signed, 'content-type': 'application/json' },
      payload: sent,
    });
  }
  const both = { title: 'The park', stars: 4 };

  test.each<[string, string, object, string[]]>([
    ['an entity', 'ratings', { entities: [{ __typename: 'Place', code: 'park' }] }, ['ratings']],
    [
      'an entity in a root answer',
      'places',
      { entities: [{ __typename: 'Place', code: 'park' }] },
      ['places'],
    ],
    ['another entity', 'ratings', { entities: [{ __typename: 'Place', code: 'pool' }] }, []],
    ['a field', 'ratings', { tags: ['Place.stars'] }, ['ratings']],
    ['another field', 'ratings', { tags: ['Place.scale'] }, []],
    ['a type', 'ratings', { tags: ['Place'] }, ['ratings']],
    ['a root field', 'places', { tags: ['Query.place'] }, ['places']],
    ['nothing', 'ratings', {}, []],
  ])('of %s', async (_title, subgraph, what, fetched) => {
    expect((await graph.ask(park)).json.data.place).toEqual(both);
    const answer = await invalidate(subgraph, what);
    expect(answer).toMatchObject({ status: 200, json: { unknown: [] } });
    const { result, calls } = await called(() => graph.ask(park));
    expect(calls).toEqual(fetched);
    expect(result.json.data.place).toEqual(both);
    expect((await called(() => graph.ask(park))).calls).toEqual([]);
  });

  test('reaches the answers of the one who signs, and of no other', async () => {
    await graph.ask(park);
    const everything = {
      entities: [{ __typename: 'Place', code: 'park' }],
      tags: ['Place', 'Place.title', 'Place.stars', 'Query', 'Query.place'],
    };
    expect((await invalidate('people', everything)).json.unknown).toEqual([
      'Place',
      'Place.title',
      'Place.stars',
      'Query.place',
      'Place { code }',
    ]);
    expect((await called(() => graph.ask(park))).calls).toEqual([]);
    await invalidate('ratings', everything);
    expect((await called(() => graph.ask(park))).calls).toEqual(['ratings']);
  });

  test('of an entity reaches answers that hold it without its key', async () => {
    const names = '{ people { name } }';
    await graph.ask(names);
    await invalidate('people', { entities: [{ __typename: 'Person', id: '3' }] });
    expect((await called(() => graph.ask(names))).calls).toEqual(['people']);
  });

  test('while a fetch is on its way: its answer is given out, but not kept', async () => {
    let release: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      graph.behave('ratings', (response) => {
        release = () => {
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify({ data: { _entities: [{ stars: 1 }] } }));
        };
        resolve();
      });
    });
    const asked = graph.ask(park);
    await arrived;
    graph.behave('ratings', null);
    await invalidate('ratings', { entities: [{ __typename: 'Place', code: 'park' }] });
    release();
    expect((await asked).json.data.place.stars).toBe(1);
    expect((await graph.ask(park)).json.data.place.stars).toBe(4);
  });

  test('is not undone by who joins a fetch from before it', async () => {
    let release: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      graph.behave('ratings', (response) => {
        release = () => {
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify({ data: { _entities: [{ stars: 1 }] } }));
        };
        resolve();
      });
    });
    const first = graph.ask(park);
    await arrived;
    graph.behave('ratings', null);
    await invalidate('ratings', { tags: ['Place'] });
    const second = graph.ask('{ place(code: "park") { stars title } }');
    expect((await second).json.data.place.stars).toBe(4);
    release();
    expect((await first).json.data.place.stars).toBe(1);
    expect((await graph.ask(park)).json.data.place.stars).toBe(4);
  });

  test.each<[string, Parameters<typeof invalidate>, number, string]>([
    ['of no subgraph', ['nobody', {}], 401, 'SIGNATURE_REQUIRED'],
    ['under another secret', ['ratings', {}, { secret: 'x'.repeat(43) }], 401, 'SIGNATURE_INVALID'],
    ['for another body', ['ratings', {}, { sent: '{"tags":["Place"]}' }], 401, 'SIGNATURE_INVALID'],
    ['with a misspelt part', ['ratings', { tag: ['Place'] }], 400, 'BAD_REQUEST'],
    ['with a tag that is none', ['ratings', { tags: ['Place stars'] }], 400, 'BAD_REQUEST'],
    [
      'with an entity without a key',
      ['ratings', { entities: [{ __typename: 'Place' }] }],
      400,
      'BAD_REQUEST',
    ],
    [
      'with too much',
      ['ratings', { tags: Array.from({ length: 1_001 }, (_, at) => `T${at}`) }],
      400,
      'BAD_REQUEST',
    ],
    ['that is no JSON', ['ratings', null, { body: '{' }], 400, 'BAD_REQUEST'],
  ])('%s is refused', async (_title, call, status, code) => {
    await graph.ask(park);
    const answer = await invalidate(...call);
    expect(answer.status).toBe(status);
    expect(answer.json.errors[0].extensions.code).toBe(code);
    expect((await called(() => graph.ask(park))).calls).toEqual([]);
  });

  test('is refused unsigned, and the second time', async () => {
    const unsigned = await graph.send({
      url: path,
      headers: { 'content-type': 'application/json' },
      payload: '{}',
    });
    expect(unsigned).toMatchObject({ status: 401 });
    const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'ratings' });
    const body = '{"tags":["Place"]}';
    const signed = sign({ method: 'POST', path, body, principal: { kind: 'anonymous' }, requestId: 'r' });
    const request = { url: path, headers: { ...signed, 'content-type': 'application/json' }, payload: body };
    expect((await graph.send(request)).status).toBe(200);
    const replayed = await graph.send(request);
    expect(replayed).toMatchObject({ status: 401 });
    expect(replayed.json.errors[0].extensions.code).toBe('SIGNATURE_REPLAYED');
  });
});

test('what is found and what is missed is counted', async () => {
  await graph.ask(park);
  await graph.ask(park);
  const text = await graph.gateway.metrics();
  for (const subgraph of ['places', 'ratings']) {
    for (const outcome of ['hit', 'miss']) {
      expect(text).toContain(
        `civic_gateway_cache_reads_total{subgraph="${subgraph}",outcome="${outcome}"} 1`,
      );
    }
  }
  expect(Number(/^civic_gateway_cache_bytes (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(0);
});
