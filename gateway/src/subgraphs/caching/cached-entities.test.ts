import { PublicError } from '@civic-graph/errors';
import { anonymous } from '@civic-graph/policy';
import { expect, test } from 'vitest';
import type { CachedEntity } from '../../planning/cacheable-fetch.ts';
import type { FetchOperation } from '../../planning/plan.ts';
import { AnswerFreshness } from '../answer-freshness.ts';
import type { SubgraphAnswer, SubgraphError } from '../subgraph-port.ts';
import { cachedSubgraphs } from './cached-subgraphs.ts';
import { MemoryCache } from './memory-cache.ts';

type Representation = Readonly<Record<string, unknown>>;

const entity = (maxAge: number): CachedEntity => ({
  keyPrefix: `age ${maxAge}`,
  maxAge,
  tags: [],
  variables: [],
  tagsOf: () => [],
  entitiesIn: () => [],
});

/** A batched fetch: `_0` is cached for 60 s, `_1` for 20 s, `_2` never. */
const operation: FetchOperation = {
  subgraph: 's',
  type: 'query',
  text: '',
  variables: [],
  caching: {
    kind: 'entities',
    inputs: [60, 20, null].map((maxAge, at) => ({
      responseKey: `_${at}`,
      variable: `r${at}`,
      selection: maxAge === null ? null : entity(maxAge),
    })),
  },
};

const known = (id: number) => ({ __typename: 'T', id });
const answerTo = ({ id }: Representation) => ({ value: `v${id}` });

function setUp() {
  let now = 0;
  const calls: Record<string, readonly Representation[]>[] = [];
  let respond = (variables: Record<string, readonly Representation[]>): SubgraphAnswer => ({
    data: Object.fromEntries(
      Object.entries(variables).map(([name, list]) => [name.replace('r', '_'), list.map(answerTo)]),
    ),
    errors: [],
  });
  const cache = new MemoryCache({ maxBytes: 1_000_000, now: () => now });
  const subgraphs = cachedSubgraphs(
    {
      async call(_operation, variables) {
        calls.push(variables as Record<string, readonly Representation[]>);
        return respond(variables as Record<string, readonly Representation[]>);
      },
    },
    { cache, now: () => now },
  );
  return {
    calls,
    wait: (seconds: number) => {
      now += seconds * 1_000;
    },
    respondWith: (answer: (variables: Record<string, readonly Representation[]>) => SubgraphAnswer) => {
      respond = answer;
    },
    async ask(...ids: readonly (readonly number[])[]) {
      const freshness = new AnswerFreshness();
      const variables = Object.fromEntries(ids.map((list, at) => [`r${at}`, list.map(known)]));
      const call = { principal: anonymous, requestId: 'r', signal: { aborted: false }, freshness };
      const answer = await subgraphs.call(operation, variables, call);
      return { ...answer, maxAge: freshness.maxAge };
    },
  };
}

const values = (...ids: readonly number[]) => ids.map((id) => ({ value: `v${id}` }));
const error = (path: SubgraphError['path']): SubgraphError => ({
  code: 'INTERNAL_SERVER_ERROR',
  message: 'm',
  path,
  extensions: {},
});

test('fetches only missing entities and puts each in its place', async () => {
  const { ask, calls } = setUp();
  await ask([1, 2], [], []);
  const { data, errors } = await ask([3, 1, 4, 2], [1], [7]);
  expect(calls[1]).toEqual({ r0: [known(3), known(4)], r1: [known(1)], r2: [known(7)] });
  expect(data).toEqual({ _0: values(3, 1, 4, 2), _1: values(1), _2: values(7) });
  expect(errors).toEqual([]);
});

test('fetches nothing if everything is cached', async () => {
  const { ask, calls } = setUp();
  await ask([1, 2], [5], []);
  expect((await ask([2, 1], [5], [])).data).toEqual({ _0: values(2, 1), _1: values(5), _2: [] });
  expect(calls).toHaveLength(1);
});

test('returns a copy each time', async () => {
  const { ask } = setUp();
  await ask([1], [], []);
  for (let again = 0; again < 2; again++) {
    const { data } = await ask([1], [], []);
    const [first] = data!._0 as Record<string, unknown>[];
    expect(first).toEqual({ value: 'v1' });
    Object.assign(first!, { value: 'changed', more: true });
  }
});

test('an answer is as fresh as its oldest part', async () => {
  const { ask, wait } = setUp();
  expect((await ask([1], [2], [])).maxAge).toBe(20);
  wait(15);
  expect((await ask([1], [2], [])).maxAge).toBe(5);
  expect((await ask([1], [], [])).maxAge).toBe(45);
  expect((await ask([1, 9], [], [])).maxAge).toBe(45);
  expect((await ask([1], [], [3])).maxAge).toBe(0);
  wait(4.5);
  // Half a second rounds down to zero in a header of whole seconds.
  expect((await ask([1], [2], [])).maxAge).toBe(0);
  wait(1);
  expect((await ask([1], [2], [])).maxAge).toBe(20);
});

test('an error stays with its entity; the others are cached, it is not', async () => {
  const { ask, respondWith, calls } = setUp();
  await ask([1], [1], []);
  respondWith(({ r0 = [], r1 = [] }) => ({
    data: { _0: r0.map((_, at) => (at === 1 ? null : { value: 'new' })), _1: r1.map(answerTo), _2: [] },
    errors: [error(['_0', 1, 'value']), error(['_0', 1])],
  }));
  const { data, errors, maxAge } = await ask([1, 2, 3], [1, 2], []);
  expect(data).toEqual({ _0: [{ value: 'v1' }, { value: 'new' }, null], _1: values(1, 2), _2: [] });
  expect(errors.map(({ path }) => path)).toEqual([
    ['_0', 2, 'value'],
    ['_0', 2],
  ]);
  expect(maxAge).toBe(0);
  await ask([1, 2, 3], [2], []);
  expect(calls.at(-1)).toEqual({ r0: [known(3)], r1: [], r2: [] });
});

test.each<[string, () => SubgraphAnswer, string]>([
  ['has an error for all', () => ({ data: null, errors: [error(null)] }), 'INTERNAL_SERVER_ERROR'],
  [
    'cannot be had',
    () => {
      throw new PublicError('SUBGRAPH_TIMEOUT');
    },
    'SUBGRAPH_TIMEOUT',
  ],
  [
    'has another length than requested',
    () => ({ data: { _0: [], _1: [], _2: [] }, errors: [] }),
    'SUBGRAPH_RESPONSE_INVALID',
  ],
])('a response that %s fails only the missing entities', async (_title, respond, code) => {
  const { ask, respondWith, calls } = setUp();
  await ask([1, 2], [], []);
  respondWith(respond);
  const { data, errors } = await ask([1, 8, 2, 9], [], []);
  expect(data).toEqual({ _0: [...values(1), null, ...values(2), null], _1: [], _2: [] });
  expect(errors.map((each) => [each.code, ...(each.path ?? [])])).toEqual([
    [code, '_0', 1],
    [code, '_0', 3],
  ]);
  await ask([1, 8], [], []).catch(() => undefined);
  expect(calls).toHaveLength(3);
});

test('if nothing is cached, the response is the subgraph’s own', async () => {
  const { ask, respondWith } = setUp();
  const answer = { data: { _0: 'odd' }, errors: [error(['_0', 0, 'x'])] };
  respondWith(() => answer);
  expect(await ask([1], [], [])).toMatchObject(answer);
  respondWith(() => {
    throw new PublicError('SUBGRAPH_UNAVAILABLE');
  });
  await expect(ask([1], [], [])).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
});

test('an entity that does not exist is fetched again', async () => {
  const { ask, respondWith, calls } = setUp();
  respondWith(({ r0 = [] }) => ({ data: { _0: r0.map(() => null), _1: [], _2: [] }, errors: [] }));
  await ask([1], [], []);
  await ask([1], [], []);
  expect(calls).toHaveLength(2);
});
