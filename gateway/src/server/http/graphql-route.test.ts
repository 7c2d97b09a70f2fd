import { gzipSync } from 'node:zlib';
import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

const mutation = 'mutation { rename(id: "1", name: "Mallory") { name } }';
const query = '{ person(id: "1") { name } }';
const json = { 'content-type': 'application/json' };
let graph: TestGateway;

beforeAll(async () => {
  graph = await startTestGateway();
});
afterAll(() => graph.close());
beforeEach(() => void graph.calls.splice(0));

test('a query is served by POST, and by GET with a header that no browser form can send', async () => {
  const expected = { data: { person: { name: 'Person 1' } } };
  expect((await graph.ask(query)).json).toEqual(expected);
  const url = `/graphql?query=${encodeURIComponent(query)}`;
  const answer = await graph.send({ method: 'GET', url, headers: { 'apollo-require-preflight': '1' } });
  expect(answer.json).toEqual(expected);
});

test.each(['', '%ff', '%', '%zz', '%c0%80', '+%2'])(
  'a query by GET is measured in the form in which it runs, with %j in a comment',
  async (odd) => {
    const operations = Array.from({ length: 201 }, (_, index) => `query Q${index} { __typename }`);
    const deep = `query Q0 { __typename } query Q1 ${'{a'.repeat(201)}${'}'.repeat(201)}`;
    for (const text of [operations.join(' '), deep]) {
      const url = `/graphql?operationName=Q0&query=%23${odd}%0A${encodeURIComponent(text)}`;
      const answer = await graph.send({ method: 'GET', url, headers: { 'apollo-require-preflight': '1' } });
      expect(answer.json.errors?.[0].extensions.code).toBe('OPERATION_LIMIT_EXCEEDED');
    }
  },
);

test.each(['/%67raphql', '/graph%71l?query=x', '//graphql', '/graphql/'])(
  '%s is another address, which limits by address would miss',
  async (url) => {
    const headers = { ...json, 'apollo-require-preflight': '1' };
    for (const method of ['POST', 'GET'] as const) {
      const payload = method === 'POST' ? { payload: JSON.stringify({ query }) } : {};
      expect([method, (await graph.send({ method, url, headers, ...payload })).status]).toEqual([
        method,
        404,
      ]);
    }
    expect(graph.calls).toEqual([]);
  },
);

describe('a request that a page of another origin can send without a preflight (CSRF) is not executed:', () => {
  const body = JSON.stringify({ query: mutation });
  const form = new URLSearchParams({ query: mutation }).toString();
  const multipart = [
    '--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n',
    body,
    '\r\n--b\r\nContent-Disposition: form-data; name="query"\r\n\r\n',
    mutation,
    '\r\n--b--\r\n',
  ].join('');
  test.each<[string | null, string]>([
    [null, body],
    ['', body],
    ['text/plain', body],
    ['TEXT/PLAIN', body],
    ['text/plain;charset=utf-8', body],
    ['text/plain; application/json', body],
    ['text/plain;\tapplication/json', body],
    ['text/plain,application/json', body],
    ['text/plain\t', body],
    ['\ttext/plain', body],
    ['application/x-www-form-urlencoded', form],
    ['application/x-www-form-urlencoded', body],
    ['Application/X-WWW-Form-Urlencoded; charset=utf-8', body],
    ['application/x-www-form-urlencoded\t;a=application/json', body],
    ['multipart/form-data; boundary=b', multipart],
    ['multipart/form-data;\tboundary=b', multipart],
    ['Multipart/Form-Data; boundary=application/json', multipart],
    ['application/jsonx', body],
    ['application/json, text/plain', body],
    ['application/json\ttext/plain', body],
    ['application/', body],
    ['json', body],
  ])('content-type %j', async (contentType, payload) => {
    const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType };
    const answer = await graph.send({ headers, payload });
    expect([400, 415]).toContain(answer.status);
    expect(answer.json.errors[0].extensions.code).toBe('BAD_REQUEST');
    expect(graph.calls).toEqual([]);
  });

  test.each<Record<string, string>>([
    {},
    json,
    { 'apollo-require-preflight': '1' },
    { 'x-apollo-operation-name': 'x' },
    { ...json, 'x-http-method-override': 'POST' },
  ])('a mutation by GET with headers %j', async (headers) => {
    const url = `/graphql?query=${encodeURIComponent(mutation)}`;
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await graph.send({ method, url, headers });
      expect([400, 405]).toContain(answer.status);
    }
    expect(graph.calls).toEqual([]);
  });

  test('a query by GET without a header that forces a preflight', async () => {
    const answer = await graph.send({ method: 'GET', url: `/graphql?query=${encodeURIComponent(query)}` });
    expect(answer.status).toBe(400);
    expect(graph.calls).toEqual([]);
  });

  test.each<Record<string, string>>([
    { 'apollo-require-preflight': '1' },
    { 'x-apollo-operation-name': 'x' },
    json,
  ])('but a query by GET with headers %j is', async (headers) => {
    const url = `/graphql?query=${encodeURIComponent(query)}`;
    expect(await graph.send({ method: 'GET', url, headers })).toMatchObject({ status: 200 });
    expect(graph.calls).toHaveLength(1);
  });

  describe('with a token', () => {
    const url = (text: string) => `/graphql?query=${encodeURIComponent(text)}`;
    const bearer = async () => `Bearer ${await graph.issuer.mint(personas.lin)}`;

    test.each(['application/json', 'text/event-stream'])('a query by GET is (%s)', async (accept) => {
      const headers = { accept, authorization: await bearer() };
      const answer = await graph.send({ method: 'GET', url: url(query), headers });
      expect(answer.text).toContain('Person 1');
    });

    test.each([
      'Basic x',
      'Negotiate x',
      'Digest username="x"',
      'Bearer',
      'Bearer ',
      'Bearer x',
      'DPoP x',
      'Basic Bearer x',
      '',
    ])(
      'a query by GET with %j is not: browsers add it by themselves, or it is not a token',
      async (authorization) => {
        for (const accept of ['application/json', 'text/event-stream']) {
          const answer = await graph.send({
            method: 'GET',
            url: url(query),
            headers: { accept, authorization },
          });
          expect([400, 401]).toContain(answer.status);
        }
        expect(graph.calls).toEqual([]);
      },
    );

    test.each(['GET', 'HEAD'] as const)('a mutation by %s is not', async (method) => {
      for (const accept of ['application/json', 'text/event-stream']) {
        const headers = { accept, authorization: await bearer() };
        const answer = await graph.send({ method, url: url(mutation), headers });
        expect([400, 404, 405]).toContain(answer.status);
      }
      expect(graph.calls).toEqual([]);
    });

    test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b'])(
      'a mutation by POST in %s is not',
      async (contentType) => {
        const headers = { 'content-type': contentType, authorization: await bearer() };
        const answer = await graph.send({ headers, payload: body });
        expect([400, 415]).toContain(answer.status);
        expect(graph.calls).toEqual([]);
      },
    );
  });

  test('no CORS header lets an origin read answers', async () => {
    const headers = {
      ...json,
      origin: 'https://evil.test',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const preflight = await graph.send({ method: 'OPTIONS', headers });
    const answer = await graph.send({ headers, payload: JSON.stringify({ query }) });
    for (const { headers: sent } of [preflight, answer]) {
      expect(Object.keys(sent).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('a body that is not a GraphQL request is refused as BAD_REQUEST:', () => {
  test.each<[string, string]>([
    ['nothing', ''],
    ['not JSON', '{ query: "{ x }" }'],
    ['half of it', '{"query": "{ person'],
    ['an array batch', JSON.stringify([{ query }, { query: mutation }])],
    ['an empty batch', '[]'],
    ['an empty object', '{}'],
    ['null', 'null'],
    ['a string', '"query"'],
    ['a number', '1'],
    ['no query', '{"variables": {}}'],
    ['an empty query', '{"query": ""}'],
    ['a query that is a number', '{"query": 1}'],
    ['a query that is a syntax tree', '{"query": {"kind": "Document", "definitions": []}}'],
    ['variables as text', JSON.stringify({ query, variables: '{}' })],
    ['variables as a list', JSON.stringify({ query, variables: [] })],
    ['an operation name that is a number', JSON.stringify({ query, operationName: 1 })],
    ['extensions as text', JSON.stringify({ query, extensions: '{}' })],
    ['a key __proto__', `{"__proto__": {"query": ${JSON.stringify(query)}}}`],
    ['a variable __proto__', `{"query": ${JSON.stringify(query)}, "variables": {"__proto__": {"id": "1"}}}`],
    [
      'a constructor with a prototype',
      `{"query": ${JSON.stringify(query)}, "variables": {"constructor": {"prototype": {"x": 1}}}}`,
    ],
  ])('%s', async (_name, payload) => {
    const answer = await graph.send({ headers: json, payload });
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(graph.calls).toEqual([]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test.each(['gzip', 'deflate', 'br', 'identity, gzip', 'x'])('content-encoding %s', async (encoding) => {
    const headers = { ...json, 'content-encoding': encoding };
    for (const payload of [
      gzipSync(JSON.stringify({ query: mutation })),
      JSON.stringify({ query: mutation }),
    ]) {
      const answer = await graph.send({ headers, payload });
      expect(answer.status).toBe(415);
      expect(answer.json.errors[0].extensions.code).toBe('BAD_REQUEST');
    }
    expect(graph.calls).toEqual([]);
  });

  test.each(['utf-16', 'iso-8859-1', '"utf-7"', 'x'])('charset %s', async (charset) => {
    const headers = { 'content-type': `application/json; charset=${charset}` };
    const answer = await graph.send({ headers, payload: JSON.stringify({ query: mutation }) });
    expect(answer.status).toBe(415);
    expect(graph.calls).toEqual([]);
  });

  test.each([
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'APPLICATION/JSON; Charset="utf-8"',
  ])('but %s is served', async (contentType) => {
    const headers = { 'content-type': contentType };
    const answer = await graph.send({ headers, payload: JSON.stringify({ query }) });
    expect(answer.status).toBe(200);
  });
});

describe('a large or deep body', () => {
  test('over the limit is refused, with and without a length', async () => {
    const answer = await graph.send({ headers: json, payload: `{"query":"${' '.repeat(1_000_000)}"}` });
    expect(answer.status).toBe(413);
    expect(answer.json.errors[0].extensions.code).toBe('PAYLOAD_TOO_LARGE');

    const { url } = await graph.gateway.listen();
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(Buffer.alloc(50_000, ' ')),
    });
    const request = { method: 'POST', headers: json, body: endless, duplex: 'half' } as RequestInit;
    expect((await fetch(`${url}/graphql`, request)).status).toBe(413);
  });

  const nested = (open: string, times: number, close: string, core = '') =>
    open.repeat(times) + core + close.repeat(times);
  const documents: Record<string, string> = {
    'selection sets': nested('{a', 7_000, '}'),
    'list values': `{ person(id: ${nested('[', 7_000, ']')}) { id } }`,
    'object values': `{ person(id: ${nested('{a:', 3_500, '}', '1')}) { id } }`,
    'list types': `query ($a: ${nested('[', 7_000, ']', 'ID')}) { person(id: $a) { id } }`,
    'inline fragments': `{ ${nested('... {', 3_500, '}', 'people { id }')} }`,
    'too many tokens': `{ ${'a '.repeat(16_000)} }`,
    'fields that do not exist': `{ ${Array.from({ length: 7_000 }, (_, at) => `a${at}`).join(' ')} }`,
  };
  const bodies: Record<string, string> = {
    'only lists': '['.repeat(900_000),
    'lists as a variable': `{"query":"{ people { id } }","variables":{"a":${nested('[', 400_000, ']')}}}`,
    'objects beside the query': `{"query":"{ people { id } }","x":${nested('{"a":', 120_000, '}', '1')}}`,
    'lists as the operation name': `{"query":"{ people { id } }","operationName":${nested('[', 400_000, ']')}}`,
    'lists as an id': `{"query":"query ($a: ID!) { person(id: $a) { id } }","variables":{"a":${nested('[', 400_000, ']')}}}`,
  };
  test.each([
    ...Object.entries(bodies),
    ...Object.entries(documents).map(([name, query]) => [name, JSON.stringify({ query })] as const),
  ])('of %s is refused, or served without it, and never a fault', async (_name, payload) => {
    const answer = await graph.send({ headers: json, payload });
    expect(answer.status).toBeLessThan(500);
    expect(answer.text.length).toBeLessThan(20_000);
  });
});
