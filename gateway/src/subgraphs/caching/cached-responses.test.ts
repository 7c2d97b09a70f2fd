import { writeFile } from 'node:fs/promises';
import { createInProcessGraph, personas } from '@civic-graph/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRows, subgraphs } from '../../../test/fixtures/create-engine.ts';
import { startTestGateway } from '../../../test/fixtures/gateway.ts';
import {
  cacheControlOf,
  type HintedGateway,
  park,
  startHintedGateway,
} from '../../../test/fixtures/hinted-gateway.ts';
import { hintedSupergraph, testHints } from '../../../test/fixtures/hinted-supergraph.ts';

let graph: HintedGateway;
beforeEach(async () => {
  graph = await startHintedGateway();
});
afterEach(() => graph.close());

/** Representations in the last call to a subgraph. */
const representations = () =>
  Object.values(JSON.parse(graph.calls.at(-1)!.body.toString()).variables as object).flat();

const visits = '{ person(id: "1") { visits { place { stars } } } }';

describe('a hinted field', () => {
  test('is fetched once, and both paths give the same answer', async () => {
    const { result: first, calls } = await graph.called(() => graph.ask(park));
    expect(calls).toEqual(['places', 'ratings']);
    expect(first.json).toEqual({ data: { place: { title: 'The park', stars: 4 } } });
    for (let again = 0; again < 3; again++) {
      const { result, calls: none } = await graph.called(() => graph.ask(park));
      expect(none).toEqual([]);
      expect(result.text).toBe(first.text);
    }
  });

  test('is reported as cached, not as a successful call', async () => {
    const token = await graph.issuer.mint(personas.admin);
    const fetches = async (query: string) =>
      (await graph.ask(query, { token, extensions: { timing: true } })).json.extensions.timing.fetches;
    const [places, ratings] = await fetches(park);
    expect(places).toMatchObject({ subgraph: 'places', entities: 0, kept: 0, outcome: 'ok' });
    expect(ratings).toMatchObject({ subgraph: 'ratings', entities: 1, kept: 0, outcome: 'ok' });
    expect(await fetches(park)).toMatchObject([
      { subgraph: 'places', entities: 0, kept: 1, outcome: 'kept' },
      { subgraph: 'ratings', entities: 1, kept: 1, outcome: 'kept' },
    ]);
    // The park is cached, the pool is not.
    expect((await fetches(visits)).at(-1)).toMatchObject({ entities: 2, kept: 1, outcome: 'ok' });
  });

  test('serves other operations with the same selection of the same entity', async () => {
    await graph.ask(park);
    const { result, calls } = await graph.called(() => graph.ask(visits));
    expect(calls).toEqual(['people', 'places', 'ratings']);
    expect(representations()).toEqual([{ __typename: 'Place', code: 'pool' }]);
    expect(result.json.data.person?.visits).toEqual([{ place: { stars: 4 } }, { place: { stars: 5 } }]);
    expect((await graph.called(() => graph.ask(visits))).calls).toEqual(['people', 'places']);
  });

  test('is cached per arguments and variables', async () => {
    const query = 'query ($scale: Scale!) { place(code: "park") { stars(scale: $scale) } }';
    const stars = async (scale: string) =>
      (await graph.ask(query, { variables: { scale } })).json.data.place?.stars;
    expect(await stars('FIVE')).toBe(4);
    expect(await stars('TEN')).toBe(8);
    const { calls } = await graph.called(async () => [await stars('FIVE'), await stars('TEN')]);
    expect(calls).toEqual([]);
    expect((await graph.ask('{ place(code: "pool") { title } }')).json.data.place?.title).toBe('The pool');
  });

  test('is not changed by the request that uses it', async () => {
    const twice =
      '{ a: place(code: "park") { title x: stars } b: place(code: "park") { stars review { text } } }';
    const first = await graph.ask(twice);
    expect(first.json.errors).toBeUndefined();
    for (let again = 0; again < 2; again++) expect((await graph.ask(twice)).text).toBe(first.text);
    expect((await graph.ask(park)).json.data.place).toEqual({ title: 'The park', stars: 4 });
  });

  test('is fetched again under another supergraph', async () => {
    await graph.ask(park);
    await writeFile(graph.supergraphFile, hintedSupergraph().replace(/^.*\btags: .*\n/m, ''));
    await expect
      .poll(async () => (await graph.called(() => graph.ask(park))).calls)
      .toEqual(['places', 'ratings']);
  });
});

describe('is not cached', () => {
  test('without a hint', async () => {
    const query = '{ person(id: "1") { name } }';
    for (let again = 0; again < 3; again++) {
      const { result, calls } = await graph.called(() => graph.ask(query));
      expect(calls).toEqual(['people']);
      expect(cacheControlOf(result)).toBe('no-store');
    }
  });

  test('if it belongs to one caller: each gets its own', async () => {
    const query = '{ people { name diary } }';
    const token = (subject: string) =>
      graph.issuer.mint({ ...personas.lin, subject, scopes: ['diary'], consents: [] });
    await graph.ask('{ people { name } }');
    for (const subject of ['one', 'two', 'one']) {
      const { result, calls } = await graph.called(async () =>
        graph.ask(query, { token: await token(subject) }),
      );
      expect(calls).toEqual(['people']);
      expect(result.json.data.people?.[0]?.diary).toBe('dear diary');
      expect(cacheControlOf(result)).toBe('no-store');
      const { principal } = JSON.parse(
        `{"principal":${Buffer.from(String(graph.calls.at(-1)?.headers['civic-principal']), 'base64url')}}`,
      );
      expect(principal.subject).toBe(subject);
    }
    const { result } = await graph.called(() => graph.ask<{ people: { diary: string | null }[] }>(query));
    expect(result.json.data.people.map(({ diary }) => diary)).toEqual([null, null, null]);
    expect(cacheControlOf(result)).toBe('no-store');
  });

  test('if it is wrong or missing', async () => {
    graph.behave('ratings', (response) => {
      response.setHeader('content-type', 'application/json');
      const error = { message: 'x', path: ['_entities', 0, 'stars'] };
      response.end(JSON.stringify({ data: { _entities: [{ stars: null }] }, errors: [error] }));
    });
    const { result } = await graph.called(() => graph.ask(park));
    expect(result.json.data.place?.stars).toBeNull();
    expect(cacheControlOf(result)).toBe('no-store');
    graph.behave('ratings', null);
    expect((await graph.ask(park)).json).toEqual({ data: { place: { title: 'The park', stars: 4 } } });
    for (let again = 0; again < 2; again++) {
      expect((await graph.called(() => graph.ask('{ place(code: "nowhere") { title } }'))).calls).toEqual([
        'places',
      ]);
    }
  });

  test('if caching is off', async () => {
    await graph.close();
    graph = await startHintedGateway({ enabled: false });
    for (let again = 0; again < 2; again++) {
      const { result, calls } = await graph.called(() => graph.ask(park));
      expect(calls).toEqual(['places', 'ratings']);
      expect(cacheControlOf(result)).toBe('no-store');
    }
    expect((await graph.send({ url: '/cache/invalidate', payload: '{}' })).status).toBe(404);
  });
});

test('when a subgraph is down, cached parts are served, and only the rest fails', async () => {
  await graph.ask(park);
  graph.behave('ratings', (response) => response.socket?.destroy());
  const { json } = await graph.ask(visits);
  expect(json.data.person?.visits).toEqual([{ place: { stars: 4 } }, { place: { stars: null } }]);
  expect(json.errors).toEqual([
    expect.objectContaining({
      path: ['person', 'visits', 1, 'place', 'stars'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    }),
  ]);
});

test('hits and misses are counted', async () => {
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

test('a field fetched in a caller’s name, beside private ones, is not cached for others', async () => {
  const guarded = subgraphs.map(({ sdl, ...each }) => ({
    ...each,
    sdl:
      each.name === 'ratings'
        ? `${sdl} extend type Person { mine: String @authenticated @dataClass(class: C0) }`
        : sdl,
  }));
  const { roots, rows } = createRows();
  const { respond } = createInProcessGraph(guarded, roots, rows);
  const ratings = await startTestGateway(
    {},
    {
      supergraphSdl: hintedSupergraph(testHints, guarded),
      subgraphs: guarded.map(({ name }) => name),
      respond,
    },
  );
  try {
    // An agency that returns a citizen's own rating, and null to anonymous callers.
    ratings.behave('ratings', (response, { headers, body }) => {
      const { kind } = JSON.parse(Buffer.from(String(headers['civic-principal']), 'base64url').toString());
      const stars = kind === 'anonymous' ? 0 : 5;
      const { variables } = JSON.parse(body.toString());
      const entities = (representations: readonly { __typename: string }[]) =>
        representations.map(({ __typename }) => (__typename === 'Place' ? { stars } : { mine: 'yes' }));
      const data = Object.fromEntries(
        Object.entries(variables).map(([name, value]) => [
          name === 'representations' ? '_entities' : name.replace('__batch_reps_', '_e'),
          entities(value as never),
        ]),
      );
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
    });
    const token = await ratings.issuer.mint(personas.lin);
    const both = await ratings.ask('{ place(code: "park") { stars } person(id: "1") { mine } }', { token });
    expect(both.json).toEqual({ data: { place: { stars: 5 }, person: { mine: 'yes' } } });
    const nobody = await ratings.ask('{ place(code: "park") { stars } }');
    expect(nobody.json).toEqual({ data: { place: { stars: 0 } } });
  } finally {
    await ratings.close();
  }
});
