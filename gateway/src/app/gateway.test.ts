import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Behaviour, startTestGateway, type TestGateway } from '../../test/fixtures/gateway.ts';

let graph: TestGateway;
/** Exceeded by two of the slow agencies below; one of them leaves a busy machine a second. */
const deadlineMs = 2_400;
const slowMs = 1_400;

beforeAll(async () => {
  graph = await startTestGateway({ deadlineMs });
  // The first request's one-time work on a busy machine must not count.
  await graph.ask(query);
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.calls.splice(0);
  for (const subgraph of ['people', 'places', 'ratings']) graph.behave(subgraph, null);
});

const json = (text: string): Behaviour => {
  return (response) => response.setHeader('content-type', 'application/json').end(text);
};
const query = '{ person(id: "1") { name } place(code: "park") { title stars } }';

describe('while one agency misbehaves, the data of the others is intact and no detail is exposed:', () => {
  test.each<[string, string, Behaviour]>([
    ['reset', 'SUBGRAPH_UNAVAILABLE', (response) => response.socket?.resetAndDestroy()],
    ['hangs', 'SUBGRAPH_TIMEOUT', () => undefined],
    [
      'an error page',
      'SUBGRAPH_UNAVAILABLE',
      (response) => response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>SELECT</h1>'),
    ],
    ['garbage', 'SUBGRAPH_RESPONSE_INVALID', json('SELECT')],
    ['no entities', 'SUBGRAPH_RESPONSE_INVALID', json('{"data":[]}')],
    ['too much', 'SUBGRAPH_RESPONSE_TOO_LARGE', json(' '.repeat(3_000_000))],
    [
      'an error without a code',
      'INTERNAL_SERVER_ERROR',
      json(
        `{"data":{"_entities":[null]},"errors":[{"message":"SELECT","path":["_entities",0,"stars"],
          "extensions":{"stacktrace":["SELECT"],"__proto__":{"x":1}}}]}`,
      ),
    ],
    [
      'a bad signature',
      'SUBGRAPH_UNAVAILABLE',
      json('{"errors":[{"message":"SELECT","extensions":{"code":"SIGNATURE_INVALID"}}]}'),
    ],
  ])('%s', async (_name, code, behaviour) => {
    graph.behave('ratings', behaviour);
    const answer = await graph.ask(query);
    expect(answer.status).toBe(200);
    expect(answer.json.data).toEqual({
      person: { name: 'Person 1' },
      place: { title: 'The park', stars: null },
    });
    expect(answer.json.errors).toEqual([
      { message: expect.any(String), path: ['place', 'stars'], extensions: { code } },
    ]);
    expect(answer.text + graph.log.join()).not.toMatch(/SELECT|127\.0\.0\.1|node_modules/);
    // It serves again as soon as the agency does.
    graph.behave('ratings', null);
    expect((await graph.ask(query)).json.data.place?.stars).toBe(4);
  });

  test.each<[string, string]>([
    ['fewer entities than requested', '{"data":{"_entities":[]}}'],
    ['more', '{"data":{"_entities":[{"stars":1},{"stars":2}]}}'],
    ['entities that are none', '{"data":{"_entities":["x"]}}'],
    ['an entity that is a list', '{"data":{"_entities":[[{"stars":1}]]}}'],
    ['no list', '{"data":{"_entities":{"stars":1}}}'],
    ['null', '{"data":null}'],
    ['another field', '{"data":{"x":[{"stars":1}]}}'],
    [
      'fields that nobody requested',
      '{"data":{"_entities":[{"stars":1,"title":"hacked","__typename":"X"}]}}',
    ],
    ['a value of another type', '{"data":{"_entities":[{"stars":{"a":1}}]}}'],
    [
      'an error at a path of its own',
      '{"data":null,"errors":[{"message":"x","path":["a","__proto__",1e99]}]}',
    ],
  ])('%s', async (_name, text) => {
    graph.behave('ratings', json(text));
    const { status, json: answer } = await graph.ask(query);
    expect(status).toBe(200);
    expect(answer.data.person).toEqual({ name: 'Person 1' });
    expect([null, 1]).toContain(answer.data.place?.stars);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('an endless stream of errors from an agency is cut off', async () => {
    const errors = Array(20_000).fill('{"message":"x","path":["_entities",0,"stars"]}').join();
    graph.behave('ratings', json(`{"data":null,"errors":[${errors}]}`));
    const answer = await graph.ask(query);
    expect(answer.json.errors).toHaveLength(51);
    expect(answer.json.errors[50]?.extensions.code).toBe('ERRORS_TRUNCATED');
  });
});

describe('the deadline', () => {
  const slowly =
    (text: string): Behaviour =>
    (response) =>
      void setTimeout(() => json(text)(response, undefined as never), slowMs).unref();

  test('covers the whole request: slow agencies in sequence do not add up', async () => {
    graph.behave('places', slowly('{"data":{"place":{"__typename":"Place","code":"park","title":"t"}}}'));
    graph.behave('ratings', slowly('{"data":{"_entities":[{"stars":4}]}}'));
    const answer = await graph.ask('{ place(code: "park") { title stars } }');
    expect(answer.json.data).toEqual({ place: { title: 't', stars: null } });
    expect(answer.json.errors).toMatchObject([
      { path: ['place', 'stars'], extensions: { code: 'SUBGRAPH_TIMEOUT' } },
    ]);
  });

  test('fires although memory is being cleaned up', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const timer = setInterval(collectGarbage, 20);
    graph.behave('places', () => undefined);
    const answer = await graph.ask('{ place(code: "park") { title } }');
    clearInterval(timer);
    expect(answer.json.errors[0].extensions.code).toBe('SUBGRAPH_TIMEOUT');
  });

  test('starts again for the next request', async () => {
    for (let round = 0; round < 2; round++) {
      graph.behave('places', slowly('{"data":{"place":{"title":"t"}}}'));
      const answer = await graph.ask('{ place(code: "park") { title } }');
      expect(answer.json).toEqual({ data: { place: { title: 't' } } });
    }
  });
});

test('a mutation whose connection is reset is sent once', async () => {
  graph.behave('people', (response) => response.socket?.resetAndDestroy());
  const answer = await graph.ask('mutation { rename(id: "1", name: "A") { name } }');
  expect(answer.json.data).toEqual({ rename: null });
  expect(answer.json.errors[0].extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
  expect(graph.calls).toHaveLength(1);
});

test('a client that disconnects cancels the calls to agencies', async () => {
  const given = new Promise<void>((resolve) => {
    graph.behave('people', (response) => response.once('close', resolve));
  });
  const { url } = await graph.gateway.listen();
  const controller = new AbortController();
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ people { id } }' }),
    signal: controller.signal,
  };
  const gone = fetch(`${url}/graphql`, request).catch((error: Error) => error.name);
  await expect.poll(() => graph.calls.length).toBe(1);
  controller.abort();
  expect(await gone).toBe('AbortError');
  await given;
});

test('no header of the client reaches an agency', async () => {
  const token = await graph.issuer.mint(personas.lin);
  await graph.send({
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      cookie: 'a=b',
      'x-forwarded-for': '10.0.0.1',
      'civic-principal': 'forged',
      'civic-request-id': 'forged',
      'signature-input': 'forged',
      'x-apollo-tracing': '1',
      'request-id': 'forged',
    },
    payload: JSON.stringify({ query: '{ people { id } }', extensions: { a: 'forged' } }),
  });
  const [call] = graph.calls;
  expect(Object.keys(call!.headers)).not.toContain('cookie');
  expect(Object.keys(call!.headers).filter((name) => name.startsWith('x-'))).toEqual([]);
  expect(JSON.stringify(call!.headers) + call!.body).not.toMatch(/forged|authorization|Bearer/i);
  expect(call!.headers['civic-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test('a stopping gateway fails readiness, still answers, and closes connections', async () => {
  const other = await startTestGateway({ shutdownDelayMs: 3_000 });
  const { url } = await other.gateway.listen();
  const ask = () =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ place(code: "park") { title } }' }),
    });
  // The first on one path, the second on the other.
  for (const answer of [await ask(), await ask()])
    expect(answer.headers.get('connection')).toBe('keep-alive');
  const closed = other.gateway.close();
  const readiness = await fetch(`${url}/readyz`);
  expect([readiness.status, readiness.headers.get('connection')]).toEqual([503, 'close']);
  for (const answer of [await ask(), await ask()]) {
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    expect(await answer.json()).toEqual({ data: { place: { title: 'The park' } } });
  }
  await closed;
  await expect(ask()).rejects.toThrow();
  await other.close();
});

test('a gateway can be closed twice and frees its port', async () => {
  const other = await startTestGateway();
  const { url, adminUrl } = await other.gateway.listen();
  expect((await fetch(`${adminUrl}/metrics`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  await Promise.all([other.gateway.close(), other.close()]);
  await expect(fetch(`${url}/readyz`)).rejects.toThrow();
  await expect(fetch(`${adminUrl}/metrics`)).rejects.toThrow();
});
