import type { JournalState } from '@civic-graph/audit';
import { eventually, personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pairwiseSubject } from '../citizen/pairwise.ts';
import { finishIdentity, identityLosses } from '../commands/restore.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { createIdentitySubgraph, type IdentitySubgraph } from '../subgraph.ts';
import { copyDatabase } from './copy-database.fixture.ts';

/* Programs of agencies and secrets of apps that ended after the backup. */

let identity: IdentityDeployment;
let service: IdentitySubgraph;
beforeAll(async () => {
  identity = await startIdentity();
  service = identity.subgraph;
});
afterAll(async () => {
  if (service !== identity.subgraph) await service.close();
  await identity.stop();
});

type Person = Parameters<IdentitySubgraph['executeAs']>[0];

async function mutate(who: Person, name: string, input: object, fields: string) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { __typename ${fields} } }`;
  const { data, errors } = await service.executeAs(who, { query, variables: { input } });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  return (data as any)[name];
}

function official(): Person {
  const subject = pairwiseSubject('operator-transport', 'civic-console', identity.config.pairwiseSalt);
  return { ...personas['operator-transport'], subject, clientId: 'civic-console' };
}

async function newKey(): Promise<{ readonly privateKey: CryptoKey; readonly jwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' } };
}

async function newProgram() {
  const { privateKey, jwk } = await newKey();
  const input = { subgraph: 'transport', publicKey: JSON.stringify(jwk) };
  const fields = '... on MachineClientRegistered { client { id } }';
  const { client: registered } = await mutate(official(), 'registerMachineClient', input, fields);
  return { id: registered.id as string, key: client.PrivateKeyJwt(privateKey) };
}

let apps = 0;
async function newApp(authentication: object): Promise<{ clientId: string; clientSecret: string }> {
  apps += 1;
  const input = {
    ...{ nameZh: `乘车${apps}`, nameEn: `Ride ${apps}`, platform: 'Web', homepage: 'https://ride.example/' },
    ...{ contact: 'team@ride.example', redirectUris: ['http://127.0.0.1:8801/callback'] },
    purposes: [{ purpose: 'city-services', statement: 'Shows your passes' }],
    ...authentication,
  };
  return mutate(personas.developer, 'registerApp', input, '... on AppRegistered { clientId clientSecret }');
}

async function newSecret(clientId: string): Promise<string> {
  const fields = '... on AppSecretReplaced { clientSecret }';
  return (await mutate(personas.developer, 'replaceAppSecret', { clientId }, fields)).clientSecret;
}

/** Status of the request for a token. */
async function outcome(clientId: string, credential: client.ClientAuth): Promise<number> {
  const execute = { execute: [client.allowInsecureRequests] };
  const configuration = await client.discovery(new URL(identity.url), clientId, {}, credential, execute);
  return client.clientCredentialsGrant(configuration).then(
    () => 200,
    ({ status }: { readonly status: number }) => status,
  );
}

/** A journal with everything that the feed announces, as a gateway notes it. */
async function journalOfFeed(): Promise<JournalState> {
  const path = '/revocations';
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'identity' });
  const headers = sign({ method: 'GET', path, body: '', principal: personas.anonymous, requestId: 'r' });
  const page = (await (await fetch(identity.url + path, { headers })).json()) as {
    readonly revocations: readonly { readonly kind: 'client'; readonly id: string }[];
    readonly replacedCredentials: readonly { readonly id: string }[];
  };
  const noted = [
    ...page.revocations.map(({ kind, id }) => ({ kind, id })),
    ...page.replacedCredentials.map(({ id }) => ({ kind: 'credentials' as const, id })),
  ];
  return {
    ...{ chain: 'v2.gateway', first: 1, last: 1, brokenAt: null, consents: new Map() },
    revocations: noted.map((each) => ({ ...each, number: 1, time: new Date().toISOString() })),
  };
}

it('programs and secrets that ended since the backup stay refused until there are new ones', async () => {
  const [removed, kept] = [await newProgram(), await newProgram()];
  const [leaked, untouched] = [await newApp({}), await newApp({})];
  const key = await newKey();
  const jwks = JSON.stringify({ keys: [key.jwk] });
  const keyed = await newApp({ authMethod: 'PRIVATE_KEY_JWT', jwks });
  const credential = client.PrivateKeyJwt({ key: key.privateKey, kid: 'k' });
  const secretOf = ({ clientSecret }: { readonly clientSecret: string }) =>
    client.ClientSecretBasic(clientSecret);

  const config = await copyDatabase(identity);
  // The copy has closed the connections of the service.
  await eventually(() => service.database.selectFrom('app').select('client_id').execute());
  await mutate(official(), 'removeMachineClient', { id: removed.id }, '');
  await newSecret(leaked.clientId);
  const other = JSON.stringify({ keys: [(await newKey()).jwk] });
  await mutate(personas.developer, 'changeApp', { clientId: keyed.clientId, jwks: other }, '');
  const journals = [await journalOfFeed()];
  await identity.subgraph.close();

  expect(await identityLosses(config.databaseOwnerUrl, journals)).toMatchObject({
    removedPrograms: [{ clientId: removed.id }],
    activePrograms: [kept.id],
    replacedCredentials: [leaked.clientId, keyed.clientId].sort().map((clientId) => ({ clientId })),
  });
  await finishIdentity({ ownerUrl: config.databaseOwnerUrl, journals, remembered: null, now: new Date() });
  service = await createIdentitySubgraph(config);
  await service.listen({ host: '127.0.0.1', port: Number(new URL(identity.url).port) });

  expect(await outcome(removed.id, removed.key)).toBe(401);
  expect(await outcome(leaked.clientId, secretOf(leaked))).toBe(401);
  expect(await outcome(keyed.clientId, credential)).toBe(401);
  expect(await outcome(kept.id, kept.key)).toBe(200);
  expect(await outcome(untouched.clientId, secretOf(untouched))).toBe(200);

  const again = await newProgram();
  expect(await outcome(again.id, again.key)).toBe(200);
  const secret = await newSecret(leaked.clientId);
  expect(await outcome(leaked.clientId, client.ClientSecretBasic(secret))).toBe(200);
}, 60_000);
