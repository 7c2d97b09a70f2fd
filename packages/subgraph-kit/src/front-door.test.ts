import { personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRegistry, type Registry } from './registry.fixture.ts';

const start = new Date('2026-11-25T08:00:00Z');
let now: Date;
let registry: Registry;

beforeEach(async () => {
  now = start;
  const signature = { secret: testSecrets.subgraph, clock: () => now };
  registry = await createRegistry({ signature });
});
afterEach(() => registry.subgraph.close());

const operation = (query: string, variables = {}) => JSON.stringify({ query, variables });
const entities = operation('query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }', {
  r: [{ __typename: 'Citizen', uin: 'CTZ-0000000000' }],
});
const bodies = {
  query: operation('{ hello }'),
  mutation: operation('mutation { pay(code: "N0") }'),
  _service: operation('{ _service { sdl } }'),
  _entities: entities,
};

function signed(body: string, keyId = 'registry', method = 'POST', path = '/graphql') {
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId, clock: () => start });
  return sign({ method, path, body, principal: personas.lin, requestId: 'request-1' });
}

async function post(body: string | Buffer, headers: Record<string, string>) {
  const type = { 'content-type': 'application/json' };
  const response = await registry.subgraph.inject({
    method: 'POST',
    url: '/graphql',
    body,
    headers: { ...type, ...headers },
  });
  const answer = response.json<{ data?: unknown; errors?: { extensions: { code: string } }[] }>();
  return { status: response.statusCode, data: answer.data, code: answer.errors?.[0]?.extensions.code };
}

describe('refused before any resolver', () => {
  test.each(Object.entries(bodies))('%s without a signature', async (_name, body) => {
    expect(await post(body, {})).toEqual({ status: 401, code: 'SIGNATURE_REQUIRED' });
    expect(registry.ran).toEqual([]);
  });

  test.each(Object.entries(bodies))('%s with an expired signature', async (_name, body) => {
    now = new Date(start.getTime() + 61_000);
    expect(await post(body, signed(body))).toEqual({ status: 401, code: 'SIGNATURE_EXPIRED' });
    expect(registry.ran).toEqual([]);
  });

  test.each(Object.entries(bodies))('%s signed for another subgraph', async (_name, body) => {
    expect(await post(body, signed(body, 'identity'))).toEqual({
      status: 401,
      code: 'SIGNATURE_INVALID',
    });
    expect(registry.ran).toEqual([]);
  });

  test.each(Object.entries(bodies))('%s with a signature of another body', async (_name, body) => {
    const headers = signed(operation('{ __typename }'));
    expect(await post(body, headers)).toEqual({ status: 401, code: 'SIGNATURE_INVALID' });
    expect(registry.ran).toEqual([]);
  });

  test('a signed mutation the second time', async () => {
    const headers = signed(bodies.mutation);
    expect(await post(bodies.mutation, headers)).toMatchObject({ status: 200, data: { pay: 'paid' } });
    expect(await post(bodies.mutation, headers)).toMatchObject({ status: 401, code: 'SIGNATURE_REPLAYED' });
    expect(registry.ran).toEqual(['pay']);
  });

  test('a signed mutation twenty times concurrently', async () => {
    const headers = signed(bodies.mutation);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(bodies.mutation, headers)));
    expect(answers.filter(({ code }) => code === 'SIGNATURE_REPLAYED')).toHaveLength(19);
    expect(registry.ran).toEqual(['pay']);
  });

  test('a mutation hidden behind a query', async () => {
    const query = 'query Read { hello } mutation Pay { pay(code: "N0") }';
    const body = JSON.stringify({ query, operationName: 'Pay' });
    const headers = signed(body);
    await post(body, headers);
    expect(await post(body, headers)).toMatchObject({ code: 'SIGNATURE_REPLAYED' });
    expect(registry.ran).toEqual(['pay']);
  });

  test('GET, and a query in the URL', async () => {
    for (const url of ['/graphql?query=%7Bhello%7D', '/graphql']) {
      const headers = signed('', 'registry', 'GET', '/graphql');
      const response = await registry.subgraph.inject({ method: 'GET', url, headers });
      expect(response.statusCode).toBeGreaterThanOrEqual(400);
    }
    expect(registry.ran).toEqual([]);
  });
});

describe('a signed call', () => {
  test('is answered; a query may be repeated', async () => {
    const headers = signed(bodies.query);
    for (let index = 0; index < 3; index += 1) {
      expect(await post(bodies.query, headers)).toEqual({ status: 200, data: { hello: 'hello' } });
    }
  });

  test.each([
    ['not JSON', '{"query":', 'BAD_REQUEST'],
    ['empty', '', 'BAD_REQUEST'],
    ['a batch', '[{"query":"{ hello }"},{"query":"{ hello }"}]', 'BAD_REQUEST'],
    ['null', 'null', 'BAD_REQUEST'],
    ['a list nested 100,000 deep', '['.repeat(100_000), 'BAD_REQUEST'],
    ['without a query', '{}', 'BAD_REQUEST'],
    ['not GraphQL', '{"query":"{ hello"}', 'GRAPHQL_PARSE_FAILED'],
    ['of an unknown field', '{"query":"{ hellp }"}', 'GRAPHQL_VALIDATION_FAILED'],
    ['introspecting', '{"query":"{ __schema { types { name } } }"}', 'GRAPHQL_VALIDATION_FAILED'],
    ['of 20,000 tokens', operation(`{ ${'hello '.repeat(20_000)} }`), 'OPERATION_LIMIT_EXCEEDED'],
  ])('that is %s gets 400', async (_name, body, code) => {
    expect(await post(body, signed(body))).toMatchObject({ status: 400, code });
    expect(registry.ran).toEqual([]);
  });

  test('over 2 MB gets 413', async () => {
    const body = operation(`{ hello } # ${'x'.repeat(2 * 1024 * 1024)}`);
    expect(await post(body, signed(body))).toEqual({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'as %s is not read',
    async (type) => {
      const headers = { ...signed(bodies.mutation), 'content-type': type };
      expect((await post(bodies.mutation, headers)).status).toBeGreaterThanOrEqual(400);
      expect(registry.ran).toEqual([]);
    },
  );

  test('does not change prototypes', async () => {
    const body =
      '{"query":"{ __proto__: hello, constructor: hello }","__proto__":{"polluted":1},"variables":{"__proto__":{"polluted":1}}}';
    expect(await post(body, signed(body))).toMatchObject({ status: 200 });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('the other paths', () => {
  test('health is open', async () => {
    for (const url of ['/livez', '/readyz']) {
      expect((await registry.subgraph.inject({ url })).statusCode).toBe(200);
    }
  });

  test('counters need a signature, and count the selected fields', async () => {
    await registry.subgraph.executeAs(personas.lin, {
      query: '{ a: hello b: hello me { ...P } } fragment P on Citizen { name }',
    });
    await registry.subgraph.executeAs(personas.lin, { query: '{ hello __typename }' });
    const url = '/counters';
    expect((await registry.subgraph.inject({ url })).statusCode).toBe(401);
    const headers = signed('', 'registry', 'GET', url);
    expect((await registry.subgraph.inject({ url, headers })).json()).toEqual({
      operations: 2,
      fields: { 'Query.hello': 2, 'Query.me': 1, 'Citizen.name': 1 },
    });
  });

  test('an unknown path gets NOT_FOUND', async () => {
    const response = await registry.subgraph.inject({ url: '/nothing' });
    expect([response.statusCode, response.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });
});
