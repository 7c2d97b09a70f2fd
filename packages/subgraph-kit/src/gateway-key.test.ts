import { generateKeyPairSync } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import { expect, it } from 'vitest';
import { createSubgraph, gatewayKey } from './index.ts';

const gateway = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const GATEWAY_PUBLIC_KEY = String(gateway.publicKey.export({ format: 'jwk' }).x);
const secret = Buffer.alloc(32, 1).toString('base64url');

const typeDefs = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
  @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
  @composeDirective(name: "@dataClass")
directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
enum DataClass { C0 C1 C2 C3 C4 }
type Query { branches: Int! @dataClass(class: C0) }`;

function start(signature: Parameters<typeof createSubgraph>[0]['signature']) {
  const resolvers = { Query: { branches: () => 3 } };
  return createSubgraph({ name: 'libraries', typeDefs, resolvers, signature, logLevel: 'silent' });
}

it('answers calls signed with the private key of the gateway, and no others', async () => {
  const subgraph = await start(gatewayKey({ GATEWAY_PUBLIC_KEY }));
  const body = JSON.stringify({ query: '{ branches }' });
  const call = { method: 'POST', path: '/graphql', body, principal: anonymous, requestId: 'request-1' };
  const answerTo = async (key: Parameters<typeof createRequestSigner>[0]) => {
    const headers = { ...createRequestSigner(key)(call), 'content-type': 'application/json' };
    return (await subgraph.inject({ method: 'POST', url: '/graphql', body, headers })).json();
  };
  const keyId = 'libraries';
  expect(await answerTo({ privateKey: gateway.privateKey, keyId })).toEqual({ data: { branches: 3 } });
  const refused = { errors: [{ extensions: { code: 'SIGNATURE_INVALID' } }] };
  expect(await answerTo({ privateKey: other.privateKey, keyId })).toMatchObject(refused);
  expect(await answerTo({ privateKey: gateway.privateKey, keyId: 'payments' })).toMatchObject(refused);
  expect(await answerTo({ secret, keyId })).toMatchObject(refused);
  // A public key is known to everybody, so it must not work as a secret.
  expect(await answerTo({ secret: GATEWAY_PUBLIC_KEY, keyId })).toMatchObject(refused);
  await subgraph.close();
});

it('executes as the gateway in a test that hands over its private key', async () => {
  const { publicKey, privateKey } = gateway;
  const subgraph = await start({ publicKey, gatewayKey: { privateKey } });
  expect(await subgraph.executeAs(anonymous, { query: '{ branches }' })).toEqual({ data: { branches: 3 } });
  await subgraph.close();
  const closed = await start({ publicKey });
  await expect(closed.executeAs(anonymous, { query: '{ branches }' })).rejects.toThrow(
    'signature.gatewayKey',
  );
  await closed.close();
});

it.each([
  [{}, 'SUBGRAPH_SECRET: set it or GATEWAY_PUBLIC_KEY'],
  [{ SUBGRAPH_SECRET: secret, GATEWAY_PUBLIC_KEY }, 'SUBGRAPH_SECRET: set it or GATEWAY_PUBLIC_KEY'],
  [{ SUBGRAPH_SECRET: 'short' }, 'SUBGRAPH_SECRET: must be base64url'],
  [{ GATEWAY_PUBLIC_KEY: 'short' }, 'GATEWAY_PUBLIC_KEY: must be base64url'],
])('refuses %o', (env, message) => {
  expect(() => gatewayKey(env)).toThrow(message);
});
