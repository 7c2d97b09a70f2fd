import {
  createDpopKey,
  createTestIssuer,
  type DpopKey,
  personas,
  type TestIssuer,
} from '@civic-graph/testing';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AccessTokenVerifier, createAccessTokenVerifier, createDpopVerifier } from './index.ts';

const { lin } = personas;
const url = 'https://graph.test/graphql';
const refused = { code: 'DPOP_PROOF_INVALID' };
let issuer: TestIssuer;
let key: DpopKey;
let now: Date;
const clock = () => now;
let verify: AccessTokenVerifier;
let token: string;

beforeAll(async () => {
  now = new Date('2026-11-25T08:00:00Z');
  issuer = await createTestIssuer({ clock });
  key = await createDpopKey({ clock });
});
afterAll(() => issuer.close());
beforeEach(async () => {
  now = new Date('2026-11-25T08:00:00Z');
  verify = createAccessTokenVerifier({ ...issuer, clock, verifyProof: createDpopVerifier({ url, clock }) });
  token = await issuer.mint(lin, { claims: { cnf: { jkt: key.thumbprint } } });
});

const seconds = (offset: number) => Math.floor(now.getTime() / 1000) + offset;
const present = (proof: string | undefined, method = 'POST') => verify(token, { proof, method });

describe('a token that is bound to a key', () => {
  test.each(['ES256', 'Ed25519', 'EdDSA'] as const)('is good with a proof by it (%s)', async (alg) => {
    const other = await createDpopKey({ alg, clock });
    const bound = await issuer.mint(lin, { claims: { cnf: { jkt: other.thumbprint } } });
    const proof = await other.prove({ url, token: bound });
    await expect(verify(bound, { proof, method: 'POST' })).resolves.toEqual(lin);
  });

  test('needs a new proof for each use', async () => {
    const [first, second] = [await key.prove({ url, token }), await key.prove({ url, token })];
    await expect(present(first)).resolves.toEqual(lin);
    await expect(present(first)).rejects.toMatchObject(refused);
    await expect(present(second)).resolves.toEqual(lin);
    for (const later of [59_000, 1_000, 1, 62_000]) {
      now = new Date(now.getTime() + later);
      await expect(present(second)).rejects.toMatchObject(refused);
    }
  });

  test('accepts one of two simultaneous uses of a proof', async () => {
    const proof = await key.prove({ url, token });
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => present(proof)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is refused as a bearer token, also after it was accepted with a proof', async () => {
    await expect(verify(token)).rejects.toMatchObject(refused);
    await present(await key.prove({ url, token }));
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  test('is refused if DPoP is not configured', async () => {
    const unaware = createAccessTokenVerifier({ ...issuer, clock });
    const proof = await key.prove({ url, token });
    await expect(unaware(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(unaware(token, { proof, method: 'POST' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  test('of another kind of confirmation is refused', async () => {
    for (const cnf of [
      { 'x5t#S256': 'x' },
      { jkt: key.thumbprint, 'x5t#S256': 'x' },
      { jkt: 1 },
      {},
      null,
      'x',
    ]) {
      const other = await issuer.mint(lin, { claims: { cnf } });
      await expect(verify(other)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  test('is verified before its proof is used up', async () => {
    const stale = await issuer.mint(lin, { claims: { cnf: { jkt: key.thumbprint }, exp: seconds(-61) } });
    const proof = await key.prove({ url, token }, { claims: { jti: 'kept' } });
    await expect(verify(stale, { proof, method: 'POST' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(present(proof, 'GET')).rejects.toMatchObject(refused);
    await expect(present(proof)).resolves.toEqual(lin);
  });
});

test('an unbound token with a proof is refused, so that it cannot pass for bound', async () => {
  const bearer = await issuer.mint(lin);
  const proof = await key.prove({ url, token: bearer });
  await expect(verify(bearer, { proof, method: 'POST' })).rejects.toMatchObject(refused);
  await expect(verify(bearer)).resolves.toEqual(lin);
});

describe('a proof is refused', () => {
  const claims: Record<string, () => Record<string, unknown>> = {
    'for another method': () => ({ htm: 'GET' }),
    'for the method in small letters': () => ({ htm: 'post' }),
    'for another address': () => ({ htu: 'https://other.test/graphql' }),
    'for another path': () => ({ htu: 'https://graph.test/graphql/x' }),
    'for another scheme': () => ({ htu: 'http://graph.test/graphql' }),
    'for no address': () => ({ htu: '/graphql' }),
    'for another token': () => ({ ath: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg' }),
    'for no token': () => ({ ath: undefined }),
    '61 seconds old': () => ({ iat: seconds(-61) }),
    '61 seconds early': () => ({ iat: seconds(61) }),
    'with its time as text': () => ({ iat: String(seconds(0)) }),
    'without a time': () => ({ iat: undefined }),
    'without an id': () => ({ jti: undefined }),
    'with an empty id': () => ({ jti: '' }),
    'with a huge id': () => ({ jti: 'x'.repeat(300) }),
    'that has expired': () => ({ exp: seconds(-61) }),
  };
  test.each(Object.entries(claims))('%s', async (_, changed) => {
    await expect(present(await key.prove({ url, token }, { claims: changed() }))).rejects.toMatchObject(
      refused,
    );
  });

  test('signed by another key, whatever its header says', async () => {
    const thief = await createDpopKey({ clock });
    await expect(present(await thief.prove({ url, token }))).rejects.toMatchObject(refused);
    const good = (await key.prove({ url, token })).split('.');
    const stolen = (await thief.prove({ url, token })).split('.');
    for (const parts of [
      [good[0], good[1], stolen[2]],
      [good[0], stolen[1], stolen[2]],
      [stolen[0], good[1], good[2]],
    ]) {
      await expect(present(parts.join('.'))).rejects.toMatchObject(refused);
    }
  });

  test('with a private key in its header, of another type, or by an algorithm that is not ours', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    for (const header of [
      { jwk: await exportJWK(privateKey) },
      { jwk: undefined },
      { jwk: { kty: 'oct', k: 'c2VjcmV0' } },
      { typ: 'JWT' },
      { typ: undefined },
    ]) {
      const proof = await key.prove({ url, token }, { header });
      await expect(present(proof)).rejects.toMatchObject(refused);
    }
    const rsa = await createDpopKey({ alg: 'RS256', clock });
    const bound = await issuer.mint(lin, { claims: { cnf: { jkt: rsa.thumbprint } } });
    const proof = await rsa.prove({ url, token: bound });
    await expect(verify(bound, { proof, method: 'POST' })).rejects.toMatchObject(refused);
  });

  test.each([undefined, '', 'x', 'a.b.c', 'x'.repeat(5_000)])('that is malformed (%#)', async (proof) => {
    await expect(present(proof)).rejects.toMatchObject(refused);
  });

  test('with a message that quotes nothing of it', async () => {
    const proof = await key.prove({ url, token }, { claims: { htu: 'https://secret.test/' } });
    const error = await present(proof).catch((caught: Error) => caught);
    expect((error as Error).message).not.toContain('secret');
  });
});

test.each([
  [-60, url],
  [60, url],
  [0, 'https://GRAPH.test:443/graphql?query=x#y'],
])('a proof made %i seconds from now for %s is good', async (offset, htu) => {
  const proof = await key.prove({ url, token }, { claims: { iat: seconds(offset), htu } });
  await expect(present(proof)).resolves.toEqual(lin);
});
