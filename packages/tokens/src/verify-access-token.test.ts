import { createTestIssuer, forgeToken, personas, type TestIssuer } from '@civic-graph/testing';
import { exportJWK, generateKeyPair } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AccessTokenVerifier, createAccessTokenVerifier, remainsVerified } from './index.ts';

const { lin } = personas;
const refused = { code: 'UNAUTHENTICATED' };
let issuer: TestIssuer;
let verify: AccessTokenVerifier;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-11-25T08:00:00Z');
  issuer = await createTestIssuer({ clock: () => now });
  verify = createAccessTokenVerifier({ ...issuer, clock: () => now });
});
afterEach(() => issuer.close());

const seconds = (count: number) => Math.floor(now.getTime() / 1000) + count;

describe('a good token', () => {
  const { anonymous: _, ...callers } = personas;
  test.each(Object.entries(callers))('recognises %s as the caller', async (_name, principal) => {
    expect(await verify(await issuer.mint(principal))).toEqual(principal);
  });

  test('lists what its app is approved for', async () => {
    const told = { ...lin, approved: ['identity:basic'] };
    expect(await verify(await issuer.mint(told))).toEqual(told);
  });

  test('may be signed with EdDSA', async () => {
    const other = await createTestIssuer({ clock: () => now, alg: 'EdDSA' });
    const token = await other.mint(lin);
    await expect(createAccessTokenVerifier({ ...other, clock: () => now })(token)).resolves.toEqual(lin);
    await other.close();
  });

  test('is verified once, until it expires', async () => {
    const token = await issuer.mint(lin);
    await verify(token);
    await issuer.rotate({ forget: true });
    await expect(verify(token)).resolves.toEqual(lin);
    now = new Date(now.getTime() + 361_000);
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  test.each([
    ['exp', -59, 'accepted'],
    ['exp', -61, 'refused'],
    ['nbf', 60, 'accepted'],
    ['nbf', 61, 'refused'],
  ])('with %s %i s from now is %s', async (claim, offset, expected) => {
    const result = await verify(await issuer.mint(lin, { claims: { [claim]: seconds(offset) } })).catch(
      () => 'refused',
    );
    expect(result).toEqual(expected === 'accepted' ? lin : 'refused');
  });
});

describe('a revoked token', () => {
  test('is refused at its next use, even if it was verified before', async () => {
    const revoked = new Set<string | null>();
    const guarded = createAccessTokenVerifier({
      ...issuer,
      clock: () => now,
      isRevoked: ({ grant }) => revoked.has(grant),
    });
    const token = await issuer.mint(lin, { claims: { grant: 'the-grant' } });
    await expect(guarded(token)).resolves.toEqual(lin);
    revoked.add('the-grant');
    await expect(guarded(token)).rejects.toMatchObject({ code: 'TOKEN_REVOKED' });
    const other = await issuer.mint(lin, { claims: { grant: 'the-grant' } });
    await expect(guarded(other)).rejects.toMatchObject({ code: 'TOKEN_REVOKED' });
    await expect(guarded(await issuer.mint(lin))).resolves.toEqual(lin);
  });
});

test('a caller remains verified until its token expires or is revoked', async () => {
  const revoked = new Set<string | null>();
  let time = now;
  const guarded = createAccessTokenVerifier({
    ...issuer,
    clock: () => time,
    isRevoked: ({ grant }) => revoked.has(grant),
  });
  const exp = Math.floor(now.getTime() / 1000) + 300;
  const [first, second] = await Promise.all(
    ['one', 'two'].map(async (grant) => guarded(await issuer.mint(lin, { claims: { grant, exp } }))),
  );
  const remaining = () => [first!, second!].map(remainsVerified);
  expect(remaining()).toEqual([true, true]);
  // An equal caller whom no verifier has seen.
  expect(remainsVerified({ ...lin })).toBe(false);
  revoked.add('one');
  expect(remaining()).toEqual([false, true]);
  // With the allowed clock skew.
  time = new Date((exp + 59) * 1000);
  expect(remaining()).toEqual([false, true]);
  time = new Date((exp + 60) * 1000);
  expect(remaining()).toEqual([false, false]);
});

describe('forged tokens', () => {
  const claims: Record<string, Record<string, unknown>> = {
    'another issuer': { iss: 'http://127.0.0.1:1' },
    'issuer with a slash': { iss: 'ISSUER/' },
    'no issuer': { iss: undefined },
    'another audience': { aud: 'https://other.test/graphql' },
    'audience that starts like ours': { aud: 'https://gateway.test/graphql/x' },
    'no audience': { aud: undefined },
    'no expiry': { exp: undefined },
    'expiry as text': { exp: '9999999999' },
    'no subject': { sub: undefined },
    'no client': { client_id: undefined },
    'no token id': { jti: undefined },
    'unknown kind': { principal: 'root' },
    'no kind': { principal: undefined },
    'citizen without key': { citizen: undefined },
    'citizen key in the clear': { citizen: 'CTZ-0000000001' },
    'unknown assurance': { acr: 'urn:civic-graph:assurance:total' },
    'inherited assurance': { acr: 'constructor' },
    'roles as text': { principal: 'admin', roles: 'platform-admin' },
  };
  test.each(Object.entries(claims))('%s', async (_name, changed) => {
    const iss = changed.iss === 'ISSUER/' ? { iss: `${issuer.issuer}/` } : {};
    const token = await issuer.mint(lin, { claims: { ...changed, ...iss } });
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  test('of another type, so that an id token is not an access token', async () => {
    for (const typ of ['JWT', 'id+jwt', undefined]) {
      await expect(verify(await issuer.mint(lin, { header: { typ } }))).rejects.toMatchObject(refused);
    }
  });

  test('without a signature', async () => {
    const [, payload] = (await issuer.mint(lin)).split('.');
    const good = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object;
    for (const alg of ['none', 'None', 'NONE', '', 'ES256']) {
      await expect(verify(forgeToken({ alg, typ: 'at+jwt' }, good))).rejects.toMatchObject(refused);
    }
  });

  test('with the public key as an HMAC secret', async () => {
    const key = new TextEncoder().encode(JSON.stringify(issuer.publicKeys[0]));
    for (const alg of ['HS256', 'HS512']) {
      await expect(verify(await issuer.mint(lin, { header: { alg }, key }))).rejects.toMatchObject(refused);
    }
  });

  test('with a key of the forger, named in the header or under the issuer’s key id', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const fetched = vi.spyOn(globalThis, 'fetch');
    for (const header of [
      {},
      { jwk: await exportJWK(publicKey) },
      { jku: 'http://127.0.0.1:1/jwks', x5u: 'http://127.0.0.1:1/x' },
      { kid: '../../etc/passwd' },
    ]) {
      await expect(verify(await issuer.mint(lin, { header, key: privateKey }))).rejects.toMatchObject(
        refused,
      );
    }
    expect(fetched.mock.calls.every(([url]) => url === issuer.jwksUri)).toBe(true);
    fetched.mockRestore();
  });

  test('with RS256, although it would be a good signature', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const token = await issuer.mint(lin, { header: { alg: 'RS256' }, key: privateKey });
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  test('with a critical header that we do not know', async () => {
    const [header, payload, signature] = (await issuer.mint(lin)).split('.');
    const known = JSON.parse(Buffer.from(header!, 'base64url').toString()) as object;
    const good = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as object;
    const token = forgeToken({ ...known, crit: ['x'], x: 1 }, good, signature);
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  test.each(['', '.', '..', 'a.b.c', 'x'.repeat(100_000), '\u0000', '{}'])('garbage %#', async (token) => {
    await expect(verify(token)).rejects.toMatchObject(refused);
  });

  test('are refused with messages that quote nothing of the token', async () => {
    const token = await issuer.mint(lin, {
      claims: { aud: 'https://secret.test', citizen: 'CTZ-0000000001' },
    });
    const error = await verify(token).catch((caught: Error) => caught);
    expect((error as Error).message).not.toMatch(/secret|CTZ/);
  });
});

describe('the issuer’s keys', () => {
  const pass = (duration: number) => {
    now = new Date(now.getTime() + duration);
    vi.setSystemTime(now);
  };
  // jose uses the system clock for its cache.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }));
  afterEach(() => void vi.useRealTimers());

  test('are fetched again for a new key, and old ones stay valid', async () => {
    const old = await issuer.mint(lin);
    await verify(old);
    await issuer.rotate();
    pass(13_000);
    await expect(verify(await issuer.mint(lin))).resolves.toEqual(lin);
    await expect(verify(await issuer.mint(lin, { claims: { jti: 'x' } }))).resolves.toEqual(lin);
    expect(issuer.jwks.requests).toBe(2);
  });

  test('are fetched at most five times a minute, whatever key ids callers invent', async () => {
    await verify(await issuer.mint(lin));
    const before = issuer.jwks.requests;
    for (let index = 0; index < 600; index += 1) {
      pass(100);
      const token = await issuer.mint(lin, { header: { kid: `unknown-${index}` } });
      await expect(verify(token)).rejects.toMatchObject(refused);
    }
    expect(issuer.jwks.requests - before).toBeGreaterThan(0);
    expect(issuer.jwks.requests - before).toBeLessThanOrEqual(5);
  });

  test('are remembered for a day while the issuer is down', async () => {
    await verify(await issuer.mint(lin));
    issuer.jwks.available = false;
    pass(23 * 3_600_000);
    await expect(verify(await issuer.mint(lin))).resolves.toEqual(lin);
    pass(2 * 3_600_000);
    await expect(verify(await issuer.mint(lin))).rejects.toMatchObject({ code: 'NOT_READY' });
  });

  test('that are unavailable are reported as the issuer’s fault, not the caller’s', async () => {
    issuer.jwks.available = false;
    for (let index = 0; index < 50; index += 1) {
      await expect(verify(await issuer.mint(lin))).rejects.toMatchObject({ code: 'NOT_READY' });
    }
    expect(issuer.jwks.requests).toBe(1);
    issuer.jwks.available = true;
    pass(13_000);
    await expect(verify(await issuer.mint(lin))).resolves.toEqual(lin);
  });
});
