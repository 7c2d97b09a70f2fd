import { personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRegistry, type Registry } from '../registry.fixture.ts';

/* Signed like a gateway's call, as an attacker with the secret could. */

let registry: Registry;
beforeAll(async () => {
  registry = await createRegistry();
});
afterAll(() => registry.subgraph.close());

const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'registry' });

async function post(query: string, accept = 'application/json') {
  const body = JSON.stringify({ query });
  const call = { method: 'POST', path: '/graphql', body, principal: personas.lin, requestId: 'request-1' };
  const headers = { ...sign(call), 'content-type': 'application/json', accept };
  const response = await registry.subgraph.inject({ method: 'POST', url: '/graphql', body, headers });
  const { errors } = response.json<{ errors?: { extensions: { code: string } }[] }>();
  return { status: response.statusCode, code: errors?.[0]?.extensions.code };
}

const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');
const doubling = (last: string) =>
  `${times(20, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)} fragment F20 on Query { ${last} }`;

it.each([
  ['fragments that double each other', `{ ...F0 } ${doubling('hello')}`],
  ['fragments that double each other and are not used', `{ hello } ${doubling('hello')}`],
  ['the same field, again and again', `{ ${times(14_000, () => 'hello')} }`],
  ['aliases', `{ ${times(501, (at) => `a${at}: hello`)} }`],
  ['fields at the root', `{ ${times(501, (at) => `a${at}: hello`)} }`],
  ['objects in objects', `{ me { ${times(70, () => 'notices { payer {')} uin ${'} }'.repeat(70)} } }`],
  ['fragments in fragments', `{ ${times(130, () => '... on Query {')} hello ${'}'.repeat(130)} }`],
  ['brackets in brackets', `{ notice(code: ${'['.repeat(400)}${']'.repeat(400)}) { code } }`],
  ['definitions', `{ hello } ${times(301, (at) => `fragment F${at} on Query { hello }`)}`],
  ['tokens', `{ ${'hello '.repeat(16_000)} }`],
  ['fields of one name', `{ me { ${times(201, (at) => `a: ${at % 2 ? 'uin' : 'name'}`)} } }`],
  ['directives', `{ hello ${times(2_001, () => '@skip(if: false)')} }`],
])('%s are refused before they are validated, on both ways in', async (_, query) => {
  registry.ran.length = 0;
  for (const accept of ['application/json', 'text/event-stream']) {
    expect(await post(query, accept)).toEqual({ status: 400, code: 'OPERATION_LIMIT_EXCEEDED' });
  }
  expect(registry.ran).toEqual([]);
});

const ring = times(100, (at) => {
  const [next, later] = [(at + 1) % 100, (at + 7) % 100];
  return `fragment F${at} on Citizen { a { ...F${next} } a { ...F${later} } }`;
});

it.each([
  ['a fragment within itself', '{ me { ...F } } fragment F on Citizen { uin notices { payer { ...F } } }'],
  ['fragments within each other, on every path', `{ me { ...F0 } } ${ring}`],
  ['fragments within each other that nothing spreads', `{ hello } ${ring}`],
  ['one in another operation', `query A { hello } query B { me { ...F0 } } ${ring}`],
])('%s: 400 on both ways in, never 500', async (_, query) => {
  for (const accept of ['application/json', 'text/event-stream']) {
    expect(await post(query, accept)).toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  }
});

/** Bound for the worst accepted document; the measured time was a thirtieth. */
const longestMs = 10_000;

it.each([
  ['fields that are in conflict', `{ me { ${times(200, (at) => `a: ${at % 2 ? 'uin' : 'name'}`)} } }`],
  ['a field with thousands of directives', `{ hello ${times(2_000, () => '@skip(if: false)')} }`],
  [
    'fragments with the same keys',
    `{ me { ${times(60, (at) => `...F${at}`)} } } ${times(60, (at) => `fragment F${at} on Citizen { ${times(8, (key) => `k${key}: uin`)} }`)}`,
  ],
  ['fields that are not there', `{ me { ${times(9_900, (at) => `x${at}`)} } }`],
])('%s, just within the limits, do not stop the subgraph', async (_, query) => {
  const start = performance.now();
  const { code } = await post(query);
  const tookMs = performance.now() - start;
  expect(code).not.toBe('OPERATION_LIMIT_EXCEEDED');
  expect(tookMs).toBeLessThan(longestMs);
});
