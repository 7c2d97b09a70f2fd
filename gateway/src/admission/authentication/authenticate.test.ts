import { once } from 'node:events';
import { connect } from 'node:net';
import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

const { lin } = personas;
const query = '{ person(id: "1") { name home { title } } }';
let graph: TestGateway;

beforeAll(async () => {
  graph = await startTestGateway();
});
afterAll(() => graph.close());
beforeEach(() => void graph.calls.splice(0));

/** Refused with 401 before any other work. */
function expectRefused(answer: Answer): void {
  expect(answer.status).toBe(401);
  expect(answer.json).toEqual({
    errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
  });
  expect(answer.headers['www-authenticate']).toMatch(/^Bearer error="invalid_token"/);
  expect(graph.calls).toEqual([]);
}

describe('a caller', () => {
  test('without a token is anonymous and reads public data', async () => {
    const { status, json } = await graph.ask(query);
    expect(status).toBe(200);
    expect(json.data).toEqual({ person: { name: 'Person 1', home: null } });
    expect(json.errors).toMatchObject([
      {
        path: ['person', 'home'],
        extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', rule: 'authenticated' },
      },
    ]);
  });

  test.each(['Bearer', 'bearer', 'BEARER'])('with a good token gets more (scheme %s)', async (scheme) => {
    const authorization = `${scheme} ${await graph.issuer.mint(lin)}`;
    const { status, json } = await graph.send({
      headers: { authorization, 'content-type': 'application/json' },
      payload: JSON.stringify({ query }),
    });
    expect(status).toBe(200);
    expect(json).toEqual({ data: { person: { name: 'Person 1', home: { title: 'The park' } } } });
  });
});

describe('the Authorization header', () => {
  test.each([
    '',
    ' ',
    'Bearer',
    'Bearer ',
    'Bearer  two-spaces',
    'Bearer a b',
    'Bearer a,Bearer b',
    'Bearer a\tb',
    'Bearer "quoted"',
    'Basic bGluOmxpbg==',
    'DPoP token',
    'Token token',
    'token',
    'Bearer .',
    'Bearer ..',
    'Bearer a.b.c',
    'Bearer =',
    'Bearer ===',
    'Bearer {}',
    'Bearer null',
    'Bearer \u00e9',
  ])('%j is refused instead of treated as anonymous', async (authorization) => {
    expectRefused(
      await graph.send({
        headers: { authorization, 'content-type': 'application/json' },
        payload: JSON.stringify({ query }),
      }),
    );
  });

  test.each(['x', '.', '='])('of 9,000 times "%s" is refused', async (character) => {
    expectRefused(await graph.ask(query, { token: character.repeat(9_000) }));
  });

  test('is verified before the body is read', async () => {
    const headers = { authorization: 'Bearer a.b.c', 'content-type': 'application/json' };
    expectRefused(await graph.send({ headers, payload: '{ not json' }));
    expectRefused(await graph.send({ headers, payload: 'x'.repeat(1_000_000) }));
    expectRefused(await graph.send({ headers: { ...headers, 'content-type': 'text/plain' }, payload: 'x' }));
    expectRefused(await graph.send({ headers, method: 'GET', url: '/graphql?query=nonsense' }));
  });

  test('is verified before the body has arrived', async () => {
    const { url } = await graph.gateway.listen();
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\nAuthorization: Bearer a.b.c\r\n\r\n{',
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^HTTP\/1\.1 401 /);
    socket.destroy();
  });
});

test('cannot be verified while the issuer’s keys are unavailable: 503', async () => {
  const other = await startTestGateway();
  other.issuer.jwks.available = false;
  const answer = await other.ask(query, { token: await other.issuer.mint(lin) });
  expect(answer.status).toBe(503);
  expect(answer.json.errors[0].extensions.code).toBe('NOT_READY');
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect((await other.ask('{ people { id } }')).status).toBe(200);
  await other.close();
});
