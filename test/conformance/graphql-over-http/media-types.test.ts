import { createHash } from 'node:crypto';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../gateway/test/fixtures/gateway.ts';

let graph: TestGateway;
let url: string;

beforeAll(async () => {
  graph = await startTestGateway();
  url = `${(await graph.gateway.listen()).url}/graphql`;
});
afterAll(() => graph?.close());
beforeEach(() => void graph.calls.splice(0));

const plain = 'application/json; charset=utf-8';
const modern = 'application/graphql-response+json; charset=utf-8';

/** @param accept `null` for no header, which `fetch` cannot do */
async function post(accept: string | null, body: object | string, headers: Record<string, string> = {}) {
  const answer = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(accept !== null && { accept }), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const type = answer.headers['content-type'];
  return { status: answer.statusCode, type, headers: answer.headers, json: await answer.body.json() };
}

describe('the media type of an answer', () => {
  it.each<[string | null, string]>([
    [null, plain],
    ['', plain],
    ['*/*', plain],
    ['application/*', plain],
    ['application/json', plain],
    ['APPLICATION/JSON', plain],
    ['application/json; charset=utf-8', plain],
    ['application/json;charset=UTF-8', plain],
    ['application/graphql-response+json', modern],
    ['application/graphql-response+json; charset=utf-8', modern],
    ['application/graphql-response+json, application/json;q=0.9', modern],
    ['application/json;q=0.9, application/graphql-response+json', modern],
    ['application/graphql-response+json;q=0.5, application/json', plain],
    ['application/graphql-response+json;q=0.5, */*;q=0.1', modern],
    ['application/json;q=0, application/graphql-response+json', modern],
    ['application/graphql-response+json;q=0, */*', plain],
    ['application/graphql-response+json, application/graphql-response+json', modern],
    ['text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8', plain],
    ['application/graphql+json, application/graphql-response+json', modern],
    ['multipart/mixed, application/graphql-response+json, application/json', modern],
    ['text/event-stream;q=0.1, application/json', plain],
  ])('for Accept %j', async (accept, type) => {
    for (const attempt of ['first', 'again']) {
      const answer = await post(accept, { query: '{ people { id } }' });
      expect([attempt, answer.status, answer.type]).toEqual([attempt, 200, type]);
      expect(answer.headers.vary?.toString().toLowerCase().split(/, */)).toContain('accept');
    }
  });

  it.each([
    'text/html',
    'application/xml',
    'multipart/mixed',
    'application/json; charset=utf-16',
    'application/json;q=0',
    '*/*;q=0',
    'text/html, image/*',
    'nonsense',
  ])('does not exist for Accept %s: 406, and nothing runs', async (accept) => {
    const mutation = { query: 'mutation { rename(id: "1", name: "Mallory") { name } }' };
    const answer = await post(accept, mutation);
    expect([answer.status, answer.type]).toEqual([406, plain]);
    expect(answer.json).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(graph.calls).toEqual([]);
  });
});

describe('a refused operation', () => {
  const refused: [string, object, string][] = [
    ['is not GraphQL', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['does not fit the schema', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'has another name',
      { query: 'query A { __typename }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['lacks a variable', { query: 'query ($id: ID!) { person(id: $id) { name } }' }, 'BAD_USER_INPUT'],
    [
      'is too deep',
      { query: `{ people ${'{ friend '.repeat(12)}{ id }${' }'.repeat(12)} }` },
      'OPERATION_LIMIT_EXCEEDED',
    ],
    [
      'is nested too deep to be parsed',
      { query: `{ people ${'{ friend '.repeat(300)}{ id }${' }'.repeat(300)} }` },
      'OPERATION_LIMIT_EXCEEDED',
    ],
  ];

  describe.each<[string | null, number, string]>([
    // The legacy type has one status for every well-formed request (section 6.4.1).
    ['application/json', 200, plain],
    ['application/json, text/plain, */*', 200, plain],
    // Other clients learn it from the status, which the specification requires since 2025.
    [null, 400, plain],
    ['*/*', 400, plain],
    ['application/json;q=0.1, application/*', 400, modern],
    ['application/graphql-response+json', 400, modern],
    ['application/graphql-response+json, application/json;q=0.9', 400, modern],
  ])('with Accept %j gets %i', (accept, status, type) => {
    it.each(refused)('if it %s', async (_, body, code) => {
      const answer = await post(accept, body);
      expect([answer.status, answer.type]).toEqual([status, type]);
      expect(answer.json).toMatchObject({ errors: [{ extensions: { code } }] });
      expect(answer.json).not.toHaveProperty('data');
      expect(graph.calls).toEqual([]);
    });
  });
});

describe('a malformed request has its own status for every Accept:', () => {
  const accepts = ['application/json', 'application/graphql-response+json', '*/*'];
  const expected = (accept: string) => (accept.startsWith('application/graphql') ? modern : plain);

  it.each(accepts)('a body that is not JSON is 400 (%s)', async (accept) => {
    const answer = await post(accept, '{"query": ');
    expect([answer.status, answer.type]).toEqual([400, expected(accept)]);
  });

  it.each(accepts)('a body without a query is 400 (%s)', async (accept) => {
    const answer = await post(accept, { variables: {} });
    expect([answer.status, answer.type]).toEqual([400, expected(accept)]);
  });

  it.each(accepts)('another charset is 415 (%s)', async (accept) => {
    const headers = { 'content-type': 'application/json; charset=utf-16' };
    const answer = await post(accept, { query: '{ __typename }' }, headers);
    expect([answer.status, answer.type]).toEqual([415, expected(accept)]);
  });

  it.each(accepts)('a bad token is 401 (%s)', async (accept) => {
    const answer = await post(accept, { query: '{ __typename }' }, { authorization: 'Bearer x' });
    expect([answer.status, answer.type]).toEqual([401, expected(accept)]);
    expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it('an unknown persisted query is 200 for clients that accept JSON, else 404', async () => {
    const sha256Hash = createHash('sha256').update('{ never }').digest('hex');
    const body = { extensions: { persistedQuery: { version: 1, sha256Hash } } };
    const statuses = await Promise.all(accepts.map(async (accept) => (await post(accept, body)).status));
    expect(statuses).toEqual([200, 404, 200]);
    // As Apollo's clients send it.
    const answer = await post('application/graphql-response+json,application/json;q=0.9', body);
    expect([answer.status, answer.type]).toEqual([200, 'application/json; charset=utf-8']);
  });
});

it('data, even null, is 200 for every media type', async () => {
  for (const accept of ['application/json', 'application/graphql-response+json']) {
    const partial = await post(accept, { query: '{ person(id: "1") { name home { title } } }' });
    const nothing = await post(accept, { query: '{ people { secret } }' });
    expect([partial.status, nothing.status]).toEqual([200, 200]);
    expect([partial.json, nothing.json]).toMatchObject([{ data: { person: {} } }, { data: null }]);
  }
});
