import { createHash } from 'node:crypto';
import { personas } from '@civic-graph/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type Answer,
  startTestGateway,
  type TestGateway,
  withOwnFields,
} from '../../../test/fixtures/gateway.ts';
import { ParseQueue } from '../../admission/admission-queue/parse-queue.ts';

let graph: TestGateway;

beforeEach(async () => {
  graph = await startTestGateway({
    quotas: { perApp: 1_000, perPerson: 10, perAddress: 8, dataSubjectsPerApp: 1 },
    isForwarded: true,
  });
});
afterEach(() => graph.close());

const query = '{ people { id } }';
const from = (address: string, body: object = { query }, headers = {}) =>
  graph.send({
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.9, ${address}`, ...headers },
    payload: JSON.stringify(body),
  });
const slow = { 'content-type': 'application/json; charset="utf-8"' };

/** A second can pass between two answers. */
const withoutTime = ({ status, text, headers }: Answer): unknown =>
  JSON.parse(
    JSON.stringify({ status, text, headers: { ...headers, date: '' } }).replaceAll(
      /(t=|after\W+)\d+/gi,
      '$1',
    ),
  );

test('each answer reports the remaining quota, and beyond it both paths give the same refusal', async () => {
  // The document is new: a point for reading it, one for the answer.
  const first = await from('192.0.2.1');
  expect(first.status).toBe(200);
  expect(first.headers).toMatchObject({
    ratelimit: expect.stringMatching(/^"address";r=6;t=\d+$/),
    'ratelimit-policy': '"address";q=8;qu="cost";w=60',
  });
  const statuses: number[] = [];
  for (let count = 0; count < 7; count++) statuses.push((await from('192.0.2.1')).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
  graph.calls.splice(0);
  const [fast, application] = [await from('192.0.2.1'), await from('192.0.2.1', { query }, slow)];
  expect(withoutTime(application)).toEqual(withoutTime(fast));
  expect(fast.headers).toMatchObject({
    'retry-after': expect.anything(),
    ratelimit: expect.stringContaining('r=0'),
  });
  expect(fast.json.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', quota: 'address' } }]);
  expect(graph.calls).toEqual([]);
  // Unseen documents are not parsed either.
  const unseen = await from('192.0.2.1', { query: '{ nothing' });
  expect([unseen.status, unseen.headers['retry-after']]).toEqual([429, expect.anything()]);
  // Only according to the balancer.
  expect((await from('192.0.2.2')).status).toBe(200);
});

test('each of several requests that share an answer is charged', async () => {
  await from('192.0.2.1');
  const answers = await Promise.all(Array.from({ length: 20 }, () => from('192.0.2.1')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
});

test('invalid documents are charged', async () => {
  const statuses = new Set<number>();
  for (let count = 0; count < 10; count++) {
    statuses.add((await from('192.0.2.3', { query: `{ nothing${count} }` })).status);
  }
  expect([...statuses]).toEqual([400, 429]);
});

test('a document that is new is charged by its length: a large one costs as much as hundreds of small ones', async () => {
  const large = { query: `${query} # ${'x'.repeat(200)}` };
  const refused = await from('192.0.2.4', large);
  expect(refused.json.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  expect((await from('192.0.2.4', large, slow)).status).toBe(429);
  expect((await from('192.0.2.4')).status).toBe(200);
});

test('an app has a daily limit of data subjects; public data is not limited', async () => {
  const tokens = await Promise.all([personas.lin, personas.zhao].map((each) => graph.issuer.mint(each)));
  const [lin, zhao] = tokens.map((token) => ({ token }));
  const guarded = '{ person(id: "1") { home { title } } }';
  expect((await graph.ask(guarded, lin)).status).toBe(200);
  const refused = await graph.ask(guarded, zhao);
  expect(refused.status).toBe(429);
  expect(refused.json.errors[0].extensions.code).toBe('DATA_SUBJECT_QUOTA_EXCEEDED');
  expect((await graph.ask(guarded, zhao)).text).toBe(refused.text);
  expect((await graph.ask(query, zhao)).status).toBe(200);
});

describe('unprepared operations cost as much as a new document:', () => {
  /** 40 points for each of them; the quota suffices for five. */
  const long = 'x'.repeat(1_000);
  const points = 260;
  let graph: TestGateway;
  beforeEach(async () => {
    graph = await startTestGateway({
      quotas: { perApp: points, perPerson: points, perAddress: points, dataSubjectsPerApp: 10 },
    });
  });
  afterEach(() => graph.close());

  async function paid(all: readonly (() => Promise<Answer>)[]): Promise<readonly number[]> {
    const statuses: number[] = [];
    for (const ask of all) statuses.push((await ask()).status);
    return statuses;
  }
  const fiveOfSeven = [200, 200, 200, 200, 200, 429, 429];
  const conditional = `query ($a: Boolean!, $b: Boolean!, $c: Boolean!) {
    people { id name @include(if: $a) age @skip(if: $b) tags @include(if: $c) } # ${long}
  }`;
  const combination = (at: number) => ({ a: (at & 1) === 1, b: (at & 2) === 2, c: (at & 4) === 4 });
  const seven = [0, 1, 2, 3, 4, 5, 6];

  test('another combination of @include and @skip', async () => {
    const asks = seven.map((at) => () => graph.ask(conditional, { variables: combination(at) }));
    expect(await paid(asks)).toEqual(fiveOfSeven);
  });

  test('the same combination again costs nothing more', async () => {
    const asks = seven.map(() => () => graph.ask(conditional, { variables: combination(3) }));
    expect(new Set(await paid(asks))).toEqual(new Set([200]));
  });

  test('combinations that are requested as events', async () => {
    const asks = seven.map((at) => async () => {
      const { text } = await graph.send({
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        payload: JSON.stringify({ query: conditional, variables: combination(at) }),
      });
      return { status: text.includes('RATE_LIMITED') ? 429 : 200 } as Answer;
    });
    expect(await paid(asks)).toEqual(fiveOfSeven);
  });

  test('other rights', async () => {
    const guarded = `{ people { id diary secret } } # ${long}`;
    const scopes = ['a', 'diary', 'secret', 'all', 'all more', 'diary all', 'diary secret'];
    const tokens = await Promise.all(
      scopes.map((scope) => graph.issuer.mint(personas['operator-transport'], { claims: { scope } })),
    );
    const statuses = await paid(tokens.map((token) => () => graph.ask(guarded, { token })));
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
  });

  test('another operation of a document, even if the document is sent by its hash', async () => {
    const query = `${seven.map((at) => `query Q${at} { people { id } }`).join(' ')} # ${long}`;
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const post = (body: object) =>
      graph.send({ headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) });
    const asks = seven.map(
      (at) => () => post({ ...(at === 0 && { query }), operationName: `Q${at}`, extensions }),
    );
    const statuses = await paid(asks);
    expect(statuses.filter((status) => status === 200).length).toBeLessThan(7);
    expect(statuses.at(-1)).toBe(429);
  });

  test('a text for explainAccess', async () => {
    const quotas = { perApp: 220, perPerson: 220, perAddress: 220, dataSubjectsPerApp: 10 };
    const explaining = await startTestGateway({ quotas }, withOwnFields());
    try {
      const explain = 'query ($text: String!) { explainAccess(operation: $text) { problems } }';
      const codes: unknown[] = [];
      for (const at of seven) {
        const variables = { text: `{ people { id } } # ${at} ${long}` };
        const { json } = await explaining.ask(explain, { variables });
        codes.push(json.errors?.[0].extensions.code ?? json.data.explainAccess?.problems?.length);
      }
      expect(codes).toEqual([0, 0, 0, 0, 0, 'RATE_LIMITED', 'RATE_LIMITED']);
    } finally {
      await explaining.close();
    }
  });

  test('a short text for explainAccess, whose fragments multiply', async () => {
    const quotas = { perApp: 220, perPerson: 220, perAddress: 220, dataSubjectsPerApp: 10 };
    const explaining = await startTestGateway({ quotas }, withOwnFields());
    try {
      const doubling = Array.from(
        { length: 6 },
        (_, at) => `fragment F${at} on Person { ...F${at + 1} ...F${at + 1} }`,
      );
      const text = `{ people { ...F0 } } ${doubling.join(' ')} fragment F6 on Person { id name age tags }`;
      const explain = 'query ($text: String!) { explainAccess(operation: $text) { problems } }';
      const codes: unknown[] = [];
      for (let count = 0; count < 4; count++) {
        const { json } = await explaining.ask(explain, { variables: { text } });
        codes.push(json.errors?.[0].extensions.code ?? json.data.explainAccess?.problems?.length);
      }
      expect(new Set(codes)).toEqual(new Set([0, 'RATE_LIMITED']));
    } finally {
      await explaining.close();
    }
  });

  test.each([
    ['why fields may be read', { explainAccess: true }],
    ['its cost', { cost: true }],
  ])('%s, each time they are requested', async (_, extensions) => {
    const query = `{ people { id } } # ${long}`;
    const asks = seven.map(() => () => graph.ask(query, { extensions }));
    expect(await paid(asks)).toEqual(fiveOfSeven);
  });

  test.each([
    ['variables that do not fit', { n: 'many' }],
    ['variables with which the answer would be too large', { n: 100_000 }],
  ])('%s, each time they are refused', async (_, refused) => {
    const query = `query ($n: Int) { people { reviews(first: $n) { text } } } # ${long}`;
    const asks = seven.map((at) => () => graph.ask(query, { variables: at === 0 ? { n: 1 } : refused }));
    expect(new Set(await paid(asks))).toEqual(new Set([200, 400, 429]));
  });

  test('a short text whose fragments multiply costs as much as its expansion', async () => {
    const doubling = Array.from(
      { length: 7 },
      (_, at) => `fragment F${at} on Person { ...F${at + 1} ...F${at + 1} }`,
    );
    const query = (at: number) =>
      `query N${at} { people { ...F0 } } ${doubling.join(' ')} fragment F7 on Person { id name age }`;
    const asks = seven.map((at) => () => graph.ask(query(at)));
    const statuses = await paid(asks);
    expect(statuses.filter((status) => status === 200).length).toBeLessThan(5);
  });
});

test('only a few invalid values are reported, with the position of the variable', async () => {
  const query = 'query (\n  $ids: [Int!]\n) { __typename }';
  const answer = await from('192.0.2.9', { query: query, variables: { ids: Array(1_000).fill('x') } });
  expect(answer.status).toBe(400);
  expect(answer.json.errors.length).toBeLessThanOrEqual(51);
  expect(answer.json.errors[0].locations).toEqual([{ line: 2, column: 3 }]);
});

test.each(['application/json', 'text/event-stream'])(
  'each step on a short text whose fragments multiply is charged by its work, for %s',
  async (accept) => {
    const step = vi.spyOn(ParseQueue.prototype, 'step');
    const roomy = await startTestGateway();
    try {
      const doubling = Array.from(
        { length: 6 },
        (_, at) => `fragment F${at} on Person { ...F${at + 1} ...F${at + 1} }`,
      );
      const query = `{ people { ...F0 } } ${doubling.join(' ')} fragment F6 on Person { id name age tags }`;
      const headers = { 'content-type': 'application/json', accept };
      expect((await roomy.send({ headers, payload: JSON.stringify({ query }) })).status).toBe(200);
      expect(step).toHaveBeenCalled();
      for (const [work] of step.mock.calls) expect(work).toBeGreaterThan(2_000);
    } finally {
      step.mockRestore();
      await roomy.close();
    }
  },
);
