import { createDpopKey, type DpopKey, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';

const url = 'https://gateway.test/graphql';
const query = '{ person(id: "1") { name home { title } } }';
const good = { data: { person: { name: 'Person 1', home: { title: 'The park' } } } };
let graph: TestGateway;
let key: DpopKey;
let token: string;

beforeAll(async () => {
  graph = await startTestGateway();
  key = await createDpopKey();
  token = await graph.issuer.mint(personas.lin, { claims: { cnf: { jkt: key.thumbprint } } });
  // Prepares the operation for the fast path.
  await graph.ask(query);
});
afterAll(() => graph.close());
beforeEach(() => void graph.calls.splice(0));

async function ask(headers: Record<string, string>, payload: string | null = JSON.stringify({ query })) {
  const type = { 'content-type': 'application/json' };
  return payload === null
    ? graph.send({
        method: 'GET',
        url: `/graphql?query=${encodeURIComponent(query)}`,
        headers: { 'apollo-require-preflight': '1', ...headers },
      })
    : graph.send({ headers: { ...type, ...headers }, payload });
}

/** Requests answered so far, per path. */
async function answered(path: 'fast' | 'slow'): Promise<number> {
  const counts = (await graph.gateway.metrics()).matchAll(
    new RegExp(`civic_gateway_request_seconds_count{[^}]*lane="${path}"[^}]*} (\\d+)`, 'g'),
  );
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

const unseen = () => JSON.stringify({ query: `query Q${crypto.randomUUID().replaceAll('-', '')} ${query}` });
const paths: [string, 'fast' | 'slow', () => string | null, string][] = [
  ['that was seen before', 'fast', () => JSON.stringify({ query }), 'POST'],
  ['that was never seen', 'slow', unseen, 'POST'],
  ['by GET', 'fast', () => null, 'GET'],
];

test.each(paths)('a proof opens an operation %s, once', async (_, path, body, method) => {
  const proved = async () => ({
    authorization: `DPoP ${token}`,
    dpop: await key.prove({ method, url, token }),
  });
  // The fast path answers operations that are prepared for the caller's rights.
  await ask(await proved(), body());
  const headers = await proved();
  const before = await answered(path);
  const first = await ask(headers, body());
  expect(first.status).toBe(200);
  expect(first.json).toEqual(good);
  expect(await answered(path)).toBe(before + 1);

  graph.calls.splice(0);
  const second = await ask(headers, body());
  expect([second.status, second.json.errors[0].extensions.code]).toEqual([401, 'DPOP_PROOF_INVALID']);
  expect(second.headers['www-authenticate']).toBe(
    'DPoP error="invalid_dpop_proof", algs="ES256 Ed25519 EdDSA"',
  );
  expect(graph.calls).toEqual([]);
});

const refusals: [string, () => Promise<Record<string, string>>][] = [
  ['as a bearer token', async () => ({ authorization: `Bearer ${token}` })],
  [
    'as a bearer token beside its proof',
    async () => ({ authorization: `Bearer ${token}`, dpop: await key.prove({ url, token }) }),
  ],
  ['without a proof', async () => ({ authorization: `DPoP ${token}` })],
  [
    'with a proof by another key',
    async () => ({
      authorization: `DPoP ${token}`,
      dpop: await (await createDpopKey()).prove({ url, token }),
    }),
  ],
  [
    'with a proof for another gateway',
    async () => ({
      authorization: `DPoP ${token}`,
      dpop: await key.prove({ url: 'https://other.test/graphql', token }),
      host: 'other.test',
    }),
  ],
  [
    'with a proof for another method',
    async () => ({ authorization: `DPoP ${token}`, dpop: await key.prove({ method: 'GET', url, token }) }),
  ],
  [
    'with two proofs',
    async () => ({
      authorization: `DPoP ${token}`,
      dpop: `${await key.prove({ url, token })}, ${await key.prove({ url, token })}`,
    }),
  ],
];
test.each(
  refusals.flatMap(([name, headers]) =>
    paths.slice(0, 2).map(([operation, , body]) => [name, operation, headers, body] as const),
  ),
)('a bound token %s is refused for an operation %s', async (_, __, headers, body) => {
  const { status, json } = await ask(await headers(), body());
  expect([status, json.errors[0].extensions.code]).toEqual([401, 'DPOP_PROOF_INVALID']);
  expect(graph.calls).toEqual([]);
});

test('opens an event stream once per proof, and none without a proof', async () => {
  const accept = 'text/event-stream';
  const headers = { accept, authorization: `DPoP ${token}`, dpop: await key.prove({ url, token }) };
  const { status, text } = await ask(headers);
  expect(status).toBe(200);
  expect(text).toContain('"title":"The park"');
  expect((await ask(headers)).status).toBe(401);
  expect((await ask({ accept, authorization: `Bearer ${token}` })).status).toBe(401);
});

test('reads the scheme in any case and refuses an unbound token under it', async () => {
  const dpop = await key.prove({ url, token });
  expect((await ask({ authorization: `dpop ${token}`, dpop })).json).toEqual(good);
  const bearer = await graph.issuer.mint(personas.lin);
  const refused = await ask({
    authorization: `DPoP ${bearer}`,
    dpop: await key.prove({ url, token: bearer }),
  });
  expect(refused.json.errors[0].extensions.code).toBe('DPOP_PROOF_INVALID');
});
