import { createHash } from 'node:crypto';
import { personas } from '@civic-graph/testing';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Behaviour,
  startTestGateway,
  type TestGateway,
} from '../../../gateway/test/fixtures/gateway.ts';
import { type LaneRequest, requests } from './requests.ts';

let graph: TestGateway;
let url: string;

beforeAll(async () => {
  graph = await startTestGateway();
  url = `${(await graph.gateway.listen()).url}/graphql`;
});
afterAll(() => graph?.close());

/** A spelling that the fast path does not accept, with the same meaning (RFC 9110, section 8.3.1). */
const unusualSpelling = 'Application/JSON ;charset="UTF-8"';

async function authorization({ persona }: LaneRequest): Promise<Record<string, string>> {
  const principal = personas[persona];
  if (principal.kind === 'anonymous') return {};
  return { authorization: `Bearer ${await graph.issuer.mint(principal)}` };
}

/** Everything that a client receives, except the date. */
async function send({ body, search = '', headers }: LaneRequest, more: Record<string, string> = {}) {
  const answer = await request(
    url + search,
    body === null
      ? { headers: { ...headers, ...more } }
      : { method: 'POST', headers: { 'content-type': 'application/json', ...headers, ...more }, body },
  );
  const { date: _, ...rest } = answer.headers;
  const text = await answer.body.text();
  return { status: answer.statusCode, headers: rest, text };
}

/** Stores the text of a persisted query. */
async function store(query: string): Promise<void> {
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const body = JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } });
  const headers = { 'content-type': 'application/json' };
  await (await request(url, { method: 'POST', headers, body })).body.dump();
}

/** Requests that the fast path has answered so far. */
async function answeredFast(): Promise<number> {
  const lines = (await graph.gateway.metrics()).split('\n');
  const counts = lines.filter((line) => /^civic_gateway_request_seconds_count\{.*lane="fast"/.test(line));
  return counts.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

/**
 * Sends a request unseen, known, known on the slow path, and three times concurrently; all answers must be
 * equal.
 *
 * @returns that answer
 */
async function expectAlike(row: LaneRequest) {
  const token = await authorization(row);
  if (row.stored) await store(row.stored);
  const first = await send(row, token);
  const before = await answeredFast();
  const again = await send(row, token);
  const taken = (await answeredFast()) - before;
  const throughApplication = await send(row, { ...token, 'content-type': unusualSpelling });
  expect((await answeredFast()) - before).toBe(taken);
  const atOnce = await Promise.all([send(row, token), send(row, token), send(row, token)]);

  expect(again).toEqual(first);
  expect(throughApplication).toEqual(first);
  expect(atOnce).toEqual([first, first, first]);
  expect(taken === 1 ? 'fast' : 'slow').toBe(row.lane);
  return first;
}

describe.each(Object.entries(requests))('both paths give the same answer: %s', (_, rows) => {
  it.each(rows)('$title', async (row) => {
    await expectAlike(row);
  });
});

describe('both paths give the same answer while an agency', () => {
  const answers =
    (status: number, text: string): Behaviour =>
    (response) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  const query = '{ person(id: "1") { name } place(code: "park") { title stars } }';
  const row: LaneRequest = {
    title: 'two agencies and a third',
    lane: 'fast',
    body: JSON.stringify({ query }),
    persona: 'anonymous',
    headers: {},
  };

  it.each<[string, Behaviour]>([
    ['resets the connection', (response) => response.socket?.resetAndDestroy()],
    ['is down', answers(503, '<h1>down</h1>')],
    ['answers garbage', answers(200, '{"data":')],
    ['refuses with a code', answers(200, '{"errors":[{"message":"m","extensions":{"code":"FORBIDDEN"}}]}')],
    [
      'fails a field',
      answers(200, '{"data":{"_entities":[null]},"errors":[{"message":"m","path":["_entities",0]}]}'),
    ],
  ])('%s', async (_, behaviour) => {
    graph.behave('ratings', behaviour);
    const answer = await expectAlike(row);
    graph.behave('ratings', null);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({
      data: { person: { name: expect.any(String) }, place: { title: 'The park', stars: null } },
      errors: [{ path: ['place', 'stars'] }],
    });
  });
});

it.each<Record<string, string>>([{}, { 'apollo-require-preflight': '' }, { authorization: '' }])(
  'a known query is refused by GET if a page of another origin could send it (%j)',
  async (headers) => {
    const search = `?query=${encodeURIComponent('{ people { id } }')}`;
    const row: LaneRequest = {
      title: 'GET',
      lane: 'fast',
      body: null,
      search,
      persona: 'anonymous',
      headers: { 'apollo-require-preflight': '1' },
    };
    await expectAlike(row);
    const before = await answeredFast();
    expect((await send({ ...row, headers })).status).not.toBe(200);
    expect(await answeredFast()).toBe(before);
  },
);

it('the table has answers of every kind', async () => {
  const rows = Object.values(requests).flat();
  const answers = await Promise.all(rows.map(async (row) => send(row, await authorization(row))));
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses].sort()).toEqual([200, 400, 401, 404, 405, 406, 415]);
  expect(Math.max(...answers.map(({ text }) => text.length))).toBeGreaterThan(100_000);
  expect(answers.some(({ text }) => text.includes('"data":null'))).toBe(true);
  expect(answers.some(({ text }) => text.includes('"errors"') && text.includes('"data":{'))).toBe(true);
});
