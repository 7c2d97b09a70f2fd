import { authorizationUrl, Browser, claimsOf, connectApp, logIn, redeem } from '@civic-graph/testing';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

/** An app with registered keys instead of a secret (RFC 7523). */
const clientId = 'alipay-city';
let identity: IdentityDeployment;
let key: CryptoKey;
let app: { configuration: client.Configuration; redirectUri: string };
beforeAll(async () => {
  identity = await startIdentity();
  const { redirectUri } = await connectApp(identity, clientId);
  key = await registerKeys('ES256');
  app = { configuration: await configurationWith(key), redirectUri };
});
afterAll(() => identity.stop());

/** Replaces the app's keys; returns a private one. */
async function registerKeys(...algorithms: string[]): Promise<CryptoKey> {
  const pairs = await Promise.all(algorithms.map((alg) => generateKeyPair(alg)));
  const keys = await Promise.all(
    pairs.map(async ({ publicKey }, index) => ({
      ...(await exportJWK(publicKey)),
      kid: `${index}`,
      use: 'sig',
    })),
  );
  await identity.subgraph.database
    .updateTable('app')
    .set({ auth_method: 'private_key_jwt', jwks: JSON.stringify({ keys }), secret_sha256: null })
    .where('client_id', '=', clientId)
    .execute();
  return pairs.at(-1)!.privateKey;
}

function configurationWith(privateKey: CryptoKey): Promise<client.Configuration> {
  const metadata = { id_token_signed_response_alg: 'ES256' };
  const authentication = client.PrivateKeyJwt(privateKey);
  return client.discovery(new URL(identity.url), clientId, metadata, authentication, {
    execute: [client.allowInsecureRequests],
  });
}

describe('an app with its own key', () => {
  it('runs every flow without a secret', async () => {
    const { url, verifier } = await authorizationUrl(app, 'openid identity:basic');
    const pushed = await client.buildAuthorizationUrlWithPAR(app.configuration, url.searchParams);
    const back = await logIn(new Browser(identity.url), pushed, 'lin');
    const { access_token } = await redeem(app, back.url, verifier);
    expect(claimsOf(access_token)).toMatchObject({ client_id: clientId, principal: 'citizen' });
    await client.tokenRevocation(app.configuration, access_token);
    const own = await client.clientCredentialsGrant(app.configuration);
    expect(claimsOf(own.access_token)).toMatchObject({ client_id: clientId, principal: 'app' });
  });

  it.each(['ES256', 'Ed25519', 'PS256'])('can change its keys between requests (%s)', async (alg) => {
    const before = await configurationWith(await registerKeys('ES256'));
    await client.clientCredentialsGrant(before);
    const after = await configurationWith(await registerKeys('ES256', alg));
    await expect(client.clientCredentialsGrant(after)).resolves.toHaveProperty('access_token');
    await expect(client.clientCredentialsGrant(before)).rejects.toMatchObject({ error: 'invalid_client' });
    key = await registerKeys('ES256');
  });
});

describe('an assertion is refused', () => {
  const now = () => Math.floor(Date.now() / 1000);
  async function assertion(changes: Record<string, unknown> = {}, { alg = 'ES256', by = key }: Signing = {}) {
    const claims = { iss: clientId, sub: clientId, aud: identity.url, jti: crypto.randomUUID() };
    const times = { iat: now(), exp: now() + 60 };
    return new SignJWT({ ...claims, ...times, ...changes }).setProtectedHeader({ alg }).sign(by);
  }
  interface Signing {
    readonly alg?: string;
    readonly by?: CryptoKey | Uint8Array;
  }

  async function tokenRequest(client_assertion: string, more: Record<string, string> = {}): Promise<number> {
    const parameters = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion,
      ...more,
    };
    const response = await fetch(`${identity.url}/token`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
    const body = (await response.json()) as { error?: string };
    if (!response.ok) expect(body.error).toMatch(/^invalid_(client|request)$/);
    return response.status;
  }

  it('if it was used before, also simultaneously', async () => {
    const one = await assertion();
    expect(await tokenRequest(one)).toBe(200);
    expect(await tokenRequest(one)).toBe(401);
    const raced = await assertion();
    const answers = await Promise.all(Array.from({ length: 8 }, () => tokenRequest(raced)));
    expect(answers.filter((status) => status === 200)).toHaveLength(1);
  });

  it.each<[string, () => Record<string, unknown>]>([
    ['for another server', () => ({ aud: 'https://other.test' })],
    ['for the gateway', () => ({ aud: identity.config.audience })],
    ['for nobody', () => ({ aud: undefined })],
    ['of another app', () => ({ iss: 'wechat-city', sub: 'wechat-city' })],
    ['about another app', () => ({ sub: 'wechat-city' })],
    ['that has expired', () => ({ exp: now() - 120 })],
    ['without an end', () => ({ exp: undefined })],
    ['without an id', () => ({ jti: undefined })],
  ])('%s', async (_, changes) => {
    expect(await tokenRequest(await assertion(changes()))).toBeGreaterThanOrEqual(400);
  });

  it('by another key, by no key, and by the public key as a secret', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await tokenRequest(await assertion({}, { by: privateKey }))).toBe(401);
    const secret = new TextEncoder().encode('x'.repeat(64));
    expect(await tokenRequest(await assertion({}, { alg: 'HS256', by: secret }))).toBe(401);
    const [, payload] = (await assertion()).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await tokenRequest(`${none}.${payload}.`)).toBeGreaterThanOrEqual(400);
  });

  it('and so is the app’s previous secret', async () => {
    const { apps } = (await (await fetch(`${identity.url}/demo/personas`)).json()) as {
      apps: { id: string; clientSecret: string }[];
    };
    const secret = apps.find(({ id }) => id === clientId)!.clientSecret;
    for (const authorization of [`${clientId}:${secret}`, `${clientId}:`, `${clientId}:null`]) {
      const response = await fetch(`${identity.url}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(authorization).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
  });
});
