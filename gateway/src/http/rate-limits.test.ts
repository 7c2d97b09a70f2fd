import { personas } from '@civic-graph/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Answer, startTestGateway, type TestGateway } from '../gateway.fixture.ts';

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

test('what is left is told with each answer, and beyond it both lanes refuse alike', async () => {
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
  // Nor is a document read that nobody has seen.
  const unseen = await from('192.0.2.1', { query: '{ nothing' });
  expect([unseen.status, unseen.headers['retry-after']]).toEqual([429, expect.anything()]);
  // By the word of the balancer alone.
  expect((await from('192.0.2.2')).status).toBe(200);
});

test('requests that share one answer pay for it each', async () => {
  await from('192.0.2.1');
  const answers = await Promise.all(Array.from({ length: 20 }, () => from('192.0.2.1')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
});

test('documents that are never valid are paid for', async () => {
  const statuses = new Set<number>();
  for (let count = 0; count < 10; count++) {
    statuses.add((await from('192.0.2.3', { query: `{ nothing${count} }` })).status);
  }
  expect([...statuses]).toEqual([400, 429]);
});

test('a document that is new is paid for by its length: a large one is the work of hundreds of small ones', async () => {
  const large = { query: `${query} # ${'x'.repeat(200)}` };
  const refused = await from('192.0.2.4', large);
  expect(refused.json.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  expect((await from('192.0.2.4', large, slow)).status).toBe(429);
  expect((await from('192.0.2.4')).status).toBe(200);
});

test('an app asks for so many people a day; what is public it may have', async () => {
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
