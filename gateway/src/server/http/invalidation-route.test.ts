import { testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../test/fixtures/gateway.ts';
import { type HintedGateway, park, startHintedGateway } from '../../../test/fixtures/hinted-gateway.ts';
import { entityTag } from '../../subgraphs/caching/tag.ts';

let graph: HintedGateway;
beforeEach(async () => {
  graph = await startHintedGateway();
});
afterEach(() => graph.close());

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
    const { result, calls } = await graph.called(() => graph.ask(park));
    expect(calls).toEqual(fetched);
    expect(result.json.data.place).toEqual(both);
    expect((await graph.called(() => graph.ask(park))).calls).toEqual([]);
  });

  test('reaches only answers of the subgraph that signed it', async () => {
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
    expect((await graph.called(() => graph.ask(park))).calls).toEqual([]);
    await invalidate('ratings', everything);
    expect((await graph.called(() => graph.ask(park))).calls).toEqual(['ratings']);
  });

  test('of an entity reaches answers that contain it without its key', async () => {
    const names = '{ people { name } }';
    await graph.ask(names);
    await invalidate('people', { entities: [{ __typename: 'Person', id: '3' }] });
    expect((await graph.called(() => graph.ask(names))).calls).toEqual(['people']);
  });

  test('of an entity accepts a key of any length, and stores it in few characters', async () => {
    const code = 'x'.repeat(100_000);
    const tag = entityTag('places', 'Place', ['code'], { code });
    expect(tag).toBe(entityTag('places', 'Place', ['code'], { code }));
    expect(tag).not.toBe(entityTag('places', 'Place', ['code'], { code: `${code}x` }));
    expect(tag?.length).toBeLessThan(100);
    const what = { entities: [{ __typename: 'Place', code }] };
    expect(await invalidate('places', what)).toMatchObject({ status: 200, json: { unknown: [] } });
  });

  test('during a fetch: its answer is returned, but not cached', async () => {
    const { arrived, release } = holdRatings();
    const asked = graph.ask(park);
    await arrived;
    graph.behave('ratings', null);
    await invalidate('ratings', { entities: [{ __typename: 'Place', code: 'park' }] });
    release();
    expect((await asked).json.data.place?.stars).toBe(1);
    expect((await graph.ask(park)).json.data.place?.stars).toBe(4);
  });

  test('is not undone by a request that joins an earlier fetch', async () => {
    const { arrived, release } = holdRatings();
    const first = graph.ask(park);
    await arrived;
    graph.behave('ratings', null);
    await invalidate('ratings', { tags: ['Place'] });
    const second = graph.ask('{ place(code: "park") { stars title } }');
    expect((await second).json.data.place?.stars).toBe(4);
    release();
    expect((await first).json.data.place?.stars).toBe(1);
    expect((await graph.ask(park)).json.data.place?.stars).toBe(4);
  });

  test.each<[string, Parameters<typeof invalidate>, number, string]>([
    ['of no subgraph', ['nobody', {}], 401, 'SIGNATURE_REQUIRED'],
    ['under another secret', ['ratings', {}, { secret: 'x'.repeat(43) }], 401, 'SIGNATURE_INVALID'],
    ['for another body', ['ratings', {}, { sent: '{"tags":["Place"]}' }], 401, 'SIGNATURE_INVALID'],
    ['with a misspelt part', ['ratings', { tag: ['Place'] }], 400, 'BAD_REQUEST'],
    ['with an invalid tag', ['ratings', { tags: ['Place stars'] }], 400, 'BAD_REQUEST'],
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
    ['that is not JSON', ['ratings', null, { body: '{' }], 400, 'BAD_REQUEST'],
  ])('%s is refused', async (_title, call, status, code) => {
    await graph.ask(park);
    const answer = await invalidate(...call);
    expect(answer.status).toBe(status);
    expect(answer.json.errors[0].extensions.code).toBe(code);
    expect((await graph.called(() => graph.ask(park))).calls).toEqual([]);
  });

  test('is refused if unsigned or replayed', async () => {
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

/** Holds the next answer of the ratings agency, one star, from its arrival there until `release`. */
function holdRatings(): { readonly arrived: Promise<void>; release(): void } {
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
  return { arrived, release: () => release() };
}
