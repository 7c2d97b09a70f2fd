import { createAccessTokenVerifier } from '@civic-graph/tokens';
import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { createSigningKeyStore } from './signing-keys.ts';

const day = 86_400_000;
let identity: IdentityDeployment;
/** Moves only forward, because tests share rotated keys. */
let shift = 0;
beforeAll(async () => {
  identity = await startIdentity({ clock: () => new Date(Date.now() + shift) });
});
afterAll(() => identity.stop());

async function publishedKeys(): Promise<string[]> {
  const { keys } = (await (await fetch(`${identity.url}/jwks`)).json()) as { keys: Record<string, string>[] };
  for (const key of keys) expect(Object.keys(key)).not.toContain('d');
  return keys.map(({ kid }) => kid!);
}

async function mint(): Promise<string> {
  const response = await fetch(`${identity.url}/demo/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona: 'lin' }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

function freshVerifier() {
  const { audience, citizenKeySecret, issuer } = identity.config;
  return createAccessTokenVerifier({ issuer, audience, citizenKeySecret, jwksUri: `${issuer}/jwks` });
}

it('a new key signs, the previous one stays published, and tokens of both are valid', async () => {
  const before = await mint();
  const [oldKey] = await publishedKeys();
  await identity.subgraph.issuer.rotateSigningKey();
  const after = await mint();
  const keys = await publishedKeys();
  expect(decodeProtectedHeader(before).kid).toBe(oldKey);
  expect(decodeProtectedHeader(after).kid).not.toBe(oldKey);
  expect(keys).toEqual([decodeProtectedHeader(after).kid, oldKey]);
  const verify = freshVerifier();
  await expect(verify(before)).resolves.toMatchObject({ kind: 'citizen' });
  await expect(verify(after)).resolves.toMatchObject({ kind: 'citizen' });
});

it('a successor is published before it signs', async () => {
  const signerBefore = decodeProtectedHeader(await mint()).kid;
  shift += 31 * day;
  await identity.subgraph.issuer.maintain();
  const keys = await publishedKeys();
  expect(decodeProtectedHeader(await mint()).kid).toBe(signerBefore);
  const successor = keys.find((kid) => kid !== signerBefore && kid === keys[1])!;
  shift += 3 * 60_000;
  await identity.subgraph.issuer.maintain();
  expect(decodeProtectedHeader(await mint()).kid).toBe(successor);
});

it('only the signing key and the previous one stay after their tokens have expired', async () => {
  await identity.subgraph.issuer.rotateSigningKey();
  await identity.subgraph.issuer.rotateSigningKey();
  const [signer, previous] = await publishedKeys();
  shift += 2 * day;
  await identity.subgraph.issuer.maintain();
  expect(await publishedKeys()).toEqual([signer, previous]);
});

it('private keys are encrypted in the table', async () => {
  const rows = await identity.subgraph.database.selectFrom('signing_key').select('sealed_jwk').execute();
  for (const { sealed_jwk } of rows) {
    expect(sealed_jwk.split('.')).toHaveLength(5);
    expect(sealed_jwk).not.toContain('"d"');
  }
});

it('a database with another salt is refused, because keys and subjects would change', async () => {
  const { database, issuer } = identity.subgraph;
  const store = createSigningKeyStore(database, Buffer.alloc(32, 'other'), issuer.dependencies.clock);
  await expect(store.load()).rejects.toMatchObject({
    code: 'CONFIGURATION_INVALID',
    message: expect.stringMatching(/^PAIRWISE_SALT: /),
  });
});
