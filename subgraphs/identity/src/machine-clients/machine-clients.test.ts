import { Browser, claimsOf, personas } from '@civic-graph/testing';
import { createAccessTokenVerifier } from '@civic-graph/tokens';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pairwiseSubject } from '../citizen/pairwise.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

/* Programs of agencies, such as their CI, which authenticate with private_key_jwt (RFC 7523). */

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

type Person = Parameters<IdentityDeployment['subgraph']['executeAs']>[0];

/** As the console's tokens name them. */
function official(id: 'operator-transport' | 'operator-payments' | 'admin'): Person {
  const subject = pairwiseSubject(id, 'civic-console', identity.config.pairwiseSalt);
  return { ...personas[id], subject, clientId: 'civic-console' };
}

async function ask(principal: Person, query: string, variables: object) {
  const { data, errors } = await identity.subgraph.executeAs(principal, { query, variables });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  return { data: data as any, codes: (errors ?? []).map(({ extensions }) => extensions?.code) };
}

const registering = `mutation ($input: RegisterMachineClientInput!) { registerMachineClient(input: $input) {
  __typename
  ... on MachineClientRegistered { client { id subgraph keyThumbprint registeredBy removedAt } }
  ... on MachineClientInvalid { field message } } }`;
const removing = `mutation ($input: RemoveMachineClientInput!) { removeMachineClient(input: $input) {
  __typename ... on MachineClientRemoved { client { removedAt } } } }`;
const listing =
  'query ($id: ID!) { agency(id: $id) { machineClients { id subgraph registeredBy removedAt } } }';

const register = async (publicKey: unknown, by = official('operator-transport'), subgraph = 'transport') =>
  (await ask(by, registering, { input: { subgraph, publicKey: JSON.stringify(publicKey) } })).data
    ?.registerMachineClient;
const remove = async (id: string, by = official('operator-transport')) =>
  (await ask(by, removing, { input: { id } })).data.removeMachineClient;

async function newProgram(algorithm = 'ES256') {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const registered = await register(await exportJWK(publicKey));
  expect(registered).toMatchObject({ __typename: 'MachineClientRegistered' });
  return { id: registered.client.id as string, privateKey, publicJwk: await exportJWK(publicKey) };
}

async function connect(id: string, privateKey: CryptoKey): Promise<client.Configuration> {
  return client.discovery(new URL(identity.url), id, {}, client.PrivateKeyJwt(privateKey), {
    execute: [client.allowInsecureRequests],
  });
}

const tokenOf = async (id: string, key: CryptoKey) =>
  client.clientCredentialsGrant(await connect(id, key), {});
const refused = (error: string) => expect.objectContaining({ error });

describe('a program', () => {
  it.each(['ES256', 'Ed25519', 'PS256'])(
    'gets a short token with one role and no scopes (%s)',
    async (alg) => {
      const { id, privateKey } = await newProgram(alg);
      expect(id).toMatch(/^ci-transport-[0-9a-f]{12}$/);
      const tokens = await tokenOf(id, privateKey);
      expect(tokens.expires_in).toBe(600);
      expect(tokens.refresh_token).toBeUndefined();
      const { audience, citizenKeySecret } = identity.config;
      const verify = createAccessTokenVerifier({
        ...{ issuer: identity.url, audience, citizenKeySecret },
        jwksUri: `${identity.url}/jwks`,
      });
      const { subject } = official('operator-transport') as { subject: string };
      expect(await verify(tokens.access_token)).toEqual({
        kind: 'app',
        clientId: id,
        scopes: [],
        purpose: null,
        machine: { agency: 'transport', subgraph: 'transport', registeredBy: subject },
        roles: ['subgraph-publisher'],
      });
    },
  );

  it('gets no scopes, no other resource, and signs nobody in', async () => {
    const { id, privateKey } = await newProgram();
    const configuration = await connect(id, privateKey);
    const scope = 'transport:passes identity:basic openid';
    const wide = await client.clientCredentialsGrant(configuration, { scope }).catch((error) => error);
    if ('access_token' in wide) expect(claimsOf(wide.access_token)).not.toHaveProperty('scope');
    else expect(wide).toEqual(refused('invalid_scope'));
    await expect(
      client.clientCredentialsGrant(configuration, { resource: 'https://elsewhere.example' }),
    ).rejects.toEqual(refused('invalid_target'));
    for (const grant of ['refresh_token', 'urn:ietf:params:oauth:grant-type:token-exchange']) {
      await expect(client.genericGrantRequest(configuration, grant, {})).rejects.toEqual(
        refused('invalid_request'),
      );
    }
    const page = await new Browser(identity.url).open(
      `/auth?client_id=${id}&response_type=code&scope=openid&redirect_uri=http://127.0.0.1:8701/callback`,
    );
    expect(page.status).toBe(400);
  });

  it('that is removed gets no token, and gateways hear of it', async () => {
    const { id, privateKey, publicJwk } = await newProgram();
    await tokenOf(id, privateKey);
    expect(await remove(id, official('operator-payments'))).toEqual({ __typename: 'MachineClientNotFound' });
    await tokenOf(id, privateKey);
    expect(await remove(id)).toMatchObject({ client: { removedAt: expect.any(String) } });
    await expect(tokenOf(id, privateKey)).rejects.toEqual(refused('invalid_client'));
    const told = await identity.owner.selectFrom('revocation').select('kind').where('id', '=', id).execute();
    expect(told).toEqual([{ kind: 'client' }]);
    // A key that was withdrawn does not come back.
    expect(await register(publicJwk)).toMatchObject({ field: 'publicKey' });
    expect(await remove(id, official('admin'))).toMatchObject({ __typename: 'MachineClientRemoved' });
  });

  it('ends with the official who registered it, and with the agency’s subgraph', async () => {
    const { id, privateKey } = await newProgram();
    const { owner } = identity;
    const moved = (agency: string) =>
      owner.updateTable('official').set({ agency }).where('id', '=', 'operator-transport').execute();
    await moved('finance');
    await expect(tokenOf(id, privateKey)).rejects.toEqual(refused('invalid_client'));
    await moved('transport');
    await tokenOf(id, privateKey);
    const given = (subgraph: string) =>
      owner.updateTable('machine_client').set({ subgraph }).where('client_id', '=', id).execute();
    await given('payments');
    await expect(tokenOf(id, privateKey)).rejects.toEqual(refused('invalid_client'));
    await given('transport');
  });
});

describe('an assertion is refused', () => {
  const now = () => Math.floor(Date.now() / 1000);

  async function send(id: string, key: CryptoKey, claims: Record<string, unknown>) {
    const client_assertion = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256' }).sign(key);
    const response = await fetch(`${identity.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
      }),
    });
    return response.status;
  }

  const claimsFor = (id: string) => ({
    ...{ iss: id, sub: id, aud: identity.url, jti: crypto.randomUUID() },
    ...{ iat: now(), exp: now() + 60 },
  });

  it('that is used twice, for another server, without an end, or of another program’s key', async () => {
    const [one, other] = [await newProgram(), await newProgram()];
    const claims = claimsFor(one.id);
    expect(await send(one.id, one.privateKey, claims)).toBe(200);
    expect(await send(one.id, one.privateKey, claims)).toBe(401);
    expect(await send(one.id, other.privateKey, claimsFor(one.id))).toBe(401);
    for (const change of [
      { aud: identity.config.audience },
      { aud: 'https://other.example' },
      { exp: undefined },
      { exp: now() - 120 },
      { jti: undefined },
      { iss: other.id },
    ]) {
      const answer = await send(one.id, one.privateKey, { ...claimsFor(one.id), ...change });
      expect(answer, JSON.stringify(change)).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('a registration', () => {
  it('is for officials of the agency that runs the subgraph', async () => {
    const { publicKey } = await generateKeyPair('ES256');
    const jwk = await exportJWK(publicKey);
    for (const person of [personas.lin, personas.developer, personas['wechat-city'], official('admin')]) {
      const { data, codes } = await ask(person, registering, {
        input: { subgraph: 'transport', publicKey: JSON.stringify(jwk) },
      });
      expect([data?.registerMachineClient ?? null, codes]).toEqual([null, [expect.any(String)]]);
    }
    for (const subgraph of ['payments', 'unknown', 'identity'])
      expect(await register(jwk, official('operator-transport'), subgraph)).toMatchObject({
        field: 'subgraph',
      });
    const stranger = { ...official('operator-transport'), subject: 'somebody' } as Person;
    expect(await register(jwk, stranger)).toMatchObject({ __typename: 'MachineClientInvalid' });
    // A program cannot make another one.
    const machine = { agency: 'transport', subgraph: 'transport', registeredBy: 'x' };
    const program = {
      kind: 'app',
      clientId: 'ci-x',
      scopes: [],
      purpose: null,
      machine,
      roles: [],
    } as Person;
    expect(
      (await ask(program, registering, { input: { subgraph: 'transport', publicKey: '{}' } })).codes,
    ).toEqual([expect.any(String)]);
  });

  it('takes one public key, once', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const { publicKey: weak } = await generateKeyPair('ES384');
    const jwk = await exportJWK(publicKey);
    const bad: [unknown, string][] = [
      [await exportJWK(privateKey), 'is a private key'],
      [{ kty: 'oct', k: 'c2VjcmV0' }, 'is a private key'],
      [await exportJWK(weak), 'must be a P-256'],
      [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }, 'must be a P-256'],
      [{ ...jwk, x: 'AA' }, 'no key'],
      [[], 'must be a P-256'],
      ['x', 'is no JWK'],
    ];
    for (const [key, message] of bad)
      expect(await register(key)).toMatchObject({
        field: 'publicKey',
        message: expect.stringContaining(message),
      });
    // Other members, such as a URL of a key, are not stored.
    const padded: JWK = { ...jwk, x5u: 'https://evil.example', use: 'enc' };
    expect(await register(padded)).toMatchObject({ __typename: 'MachineClientRegistered' });
    expect(await register(jwk)).toMatchObject({ message: expect.stringContaining('registered before') });
    const stored = await identity.owner.selectFrom('machine_client').select('jwk').execute();
    expect(JSON.stringify(stored)).not.toContain('x5u');
  });

  it('is listed for the agency and the admin', async () => {
    const { id } = await newProgram();
    const own = await ask(official('operator-transport'), listing, { id: 'transport' });
    expect(own.data.agency.machineClients).toContainEqual(expect.objectContaining({ id, removedAt: null }));
    const admin = await ask(official('admin'), listing, { id: 'transport' });
    expect(admin.data.agency.machineClients.length).toBe(own.data.agency.machineClients.length);
    for (const person of [official('operator-payments'), personas.lin, personas.developer]) {
      const { data, codes } = await ask(person, listing, { id: 'transport' });
      expect([data?.agency?.machineClients ?? null, codes.length]).toEqual([null, 1]);
    }
  });

  it('is limited to ten programs of a subgraph', async () => {
    const outcomes: string[] = [];
    for (let index = 0; index < 11; index += 1) {
      const { publicKey } = await generateKeyPair('ES256');
      outcomes.push((await register(await exportJWK(publicKey))).__typename);
    }
    expect(outcomes.at(-1)).toBe('MachineClientInvalid');
  });
});
