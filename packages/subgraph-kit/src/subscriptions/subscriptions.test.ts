import type { Principal } from '@civic-graph/policy';
import { eventually, personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SubgraphContext } from '../context.ts';
import { head } from '../registry.fixture.ts';
import { createSubgraph, type Subgraph } from '../subgraph.ts';
import { ChangeFeed } from './change-feed.ts';

const typeDefs = `${head}
  type Query { hello: String @dataClass(class: C0) }
  type Subscription {
    ticks: Int @dataClass(class: C0)
    letters: Letter @authenticated @dataClass(class: C1)
    fails: Int @dataClass(class: C0)
    loaded: Int @dataClass(class: C0)
  }
  type Letter @policy(policies: [["owner"]]) @dataClass(class: C1) { text: String }
`;

let feed: ChangeFeed;
let subgraph: Subgraph;
let ran: string[];
let loaders: number;
let letters: { text: string; uin: string }[];

const ticking = (last: number) => {
  let tick = 0;
  return () =>
    feed.watch('ticks', async () => {
      tick += 1;
      return { event: { ticks: tick }, isLast: tick === last };
    });
};

beforeEach(async () => {
  feed = new ChangeFeed();
  ran = [];
  loaders = 0;
  letters = [];
  subgraph = await createSubgraph({
    name: 'registry',
    typeDefs,
    resolvers: {
      Subscription: {
        ticks: { subscribe: ticking(3) },
        letters: {
          subscribe: () => {
            ran.push('subscribe');
            return feed.watch('letters', async () => ({
              event: letters.shift() ?? null,
              isLast: letters.length === 0,
            }));
          },
          resolve: (letter: object) => {
            ran.push('resolve');
            return letter;
          },
        },
        fails: {
          subscribe: () => feed.watch('fails', () => Promise.reject(new Error('SELECT secret'))),
        },
        loaded: {
          subscribe: ticking(2),
          resolve: (_: object, _args: object, context: SubgraphContext<number>) => context.loaders,
        },
      },
    },
    resources: { Letter: ({ uin }: { uin: string }) => ({ citizenKey: uin }) },
    loaders: () => ++loaders,
    signature: { secret: testSecrets.subgraph },
    logLevel: 'silent',
  });
});
afterEach(() => subgraph.close());

async function all(principal: Principal, query: string) {
  const answers = [];
  for await (const answer of subgraph.subscribeAs(principal, { query })) {
    answers.push(answer);
    feed.anythingChanged();
  }
  return answers;
}
const codes = (answers: readonly { errors?: readonly { extensions?: object }[] }[]) =>
  answers.map(({ errors }) => errors?.map(({ extensions }) => (extensions as { code: string }).code));

test('answers arrive one for each event, until it is complete', async () => {
  expect(await all(personas.anonymous, 'subscription { t: ticks }')).toEqual(
    [1, 2, 3].map((t) => ({ data: { t } })),
  );
  expect(feed.size).toBe(0);
});

test('each event has its own loaders, and so has the subscribe phase', async () => {
  expect(await all(personas.anonymous, 'subscription { loaded }')).toEqual([
    { data: { loaded: 2 } },
    { data: { loaded: 3 } },
  ]);
});

test('its rules are enforced before anything runs', async () => {
  expect(codes(await all(personas.anonymous, 'subscription { letters { text } }'))).toEqual([['FORBIDDEN']]);
  expect(ran).toEqual([]);
});

test('and again at each event, with the object', async () => {
  letters = [
    { text: 'mine', uin: personas.lin.citizenKey },
    { text: 'another’s', uin: personas.zhao.citizenKey },
    { text: 'mine too', uin: personas.lin.citizenKey },
  ];
  const answers = await all(personas.lin, 'subscription { letters { text } }');
  expect(answers.map(({ data }) => data)).toEqual([
    { letters: { text: 'mine' } },
    { letters: { text: null } },
    { letters: { text: 'mine too' } },
  ]);
  expect(codes(answers)).toEqual([undefined, ['FORBIDDEN'], undefined]);
});

test('an internal error is masked and ends the subscription', async () => {
  const answers = await all(personas.anonymous, 'subscription { fails }');
  expect(codes(answers)).toEqual([['INTERNAL_SERVER_ERROR']]);
  expect(JSON.stringify(answers)).not.toContain('SELECT');
});

describe('a call', () => {
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'registry' });
  const send = (query: string, headers: Record<string, string | undefined>, signed = {}) => {
    const body = JSON.stringify({ query });
    const own = sign({ method: 'POST', path: '/graphql', body, principal: personas.lin, requestId: 'r1' });
    const all = {
      ...own,
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...signed,
      ...headers,
    };
    return subgraph.inject({
      method: 'POST',
      url: '/graphql',
      body,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >,
    });
  };
  const code = async (answer: ReturnType<typeof send>) => {
    const { statusCode, body } = await answer;
    return [statusCode, JSON.parse(body).errors[0].extensions.code];
  };

  test.each<[string, string, Record<string, string | undefined>, [number, string]]>([
    [
      'without a signature',
      'subscription { ticks }',
      { 'signature-input': undefined },
      [401, 'SIGNATURE_REQUIRED'],
    ],
    [
      'altered in transit',
      'subscription { ticks }',
      { 'civic-request-id': 'r2' },
      [401, 'SIGNATURE_INVALID'],
    ],
    ['for one answer', 'subscription { ticks }', { accept: 'application/json' }, [400, 'BAD_REQUEST']],
    ['of a query for events', '{ hello }', {}, [400, 'BAD_REQUEST']],
    ['of text that is not GraphQL', 'subscription {', {}, [400, 'GRAPHQL_PARSE_FAILED']],
    [
      'of an operation that does not fit the schema',
      'subscription { nothing }',
      {},
      [400, 'GRAPHQL_VALIDATION_FAILED'],
    ],
    [
      'of 20,000 tokens',
      `subscription { ${'ticks '.repeat(20_000)} }`,
      {},
      [400, 'OPERATION_LIMIT_EXCEEDED'],
    ],
  ])('%s is refused', async (_name, query, headers, expected) => {
    expect(await code(send(query, headers))).toEqual(expected);
    expect(feed.size).toBe(0);
  });

  test('that is replayed is refused', async () => {
    const body = JSON.stringify({ query: 'subscription { fails }' });
    const signed = sign({ method: 'POST', path: '/graphql', body, principal: personas.lin, requestId: 'r1' });
    expect((await send('subscription { fails }', {}, signed)).statusCode).toBe(200);
    expect(await code(send('subscription { fails }', {}, signed))).toEqual([401, 'SIGNATURE_REPLAYED']);
  });
});

test('a subscriber that leaves is forgotten; a stopping subgraph disconnects without complete', async () => {
  const url = await subgraph.listen({ host: '127.0.0.1', port: 0 });
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'registry' });
  const body = JSON.stringify({ query: 'subscription { ticks }' });
  const open = async (signal?: AbortSignal) => {
    const signed = sign({ method: 'POST', path: '/graphql', body, principal: personas.lin, requestId: 'r1' });
    const headers = { ...signed, 'content-type': 'application/json', accept: 'text/event-stream' };
    return fetch(`${url}/graphql`, { method: 'POST', body, headers, ...(signal && { signal }) });
  };
  const leaving = new AbortController();
  await open(leaving.signal);
  await eventually(() => expect(feed.size).toBe(1));
  leaving.abort();
  await eventually(() => expect(feed.size).toBe(0));

  const { body: stream } = await open();
  const reader = stream!.getReader();
  const { value } = await reader.read();
  expect(new TextDecoder().decode(value)).toContain('"ticks":');
  await subgraph.close();
  await expect(reader.read()).rejects.toThrow();
  expect(feed.size).toBe(0);
});

test('a subscription field without a subscribe function stops the start', async () => {
  const signature = { secret: testSecrets.subgraph };
  const bare = `${head} type Query { a: Int @dataClass(class: C0) } type Subscription { ticks: Int @dataClass(class: C0) }`;
  const resolvers = { Subscription: { ticks: { resolve: () => 1 } } };
  const start = createSubgraph({ name: 'x', typeDefs: bare, resolvers, signature, logLevel: 'silent' });
  await expect(start).rejects.toThrow(/Subscription\.ticks: has no subscribe/);
});
