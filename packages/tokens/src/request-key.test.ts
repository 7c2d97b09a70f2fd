import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRequestSigner, createRequestVerifier, publicKeyOf } from './index.ts';
import { areSharedSecrets, baseSigner, baseVerifier } from './request-key.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const principal = { kind: 'anonymous' } as const;
const call = { method: 'POST', path: '/graphql', body: '{}', principal, requestId: 'request-1' };
const keyId = 'libraries';

function verifyWith(headers: Record<string, string>, key: Parameters<typeof createRequestVerifier>[0]) {
  const { method, path, body } = call;
  return createRequestVerifier(key).verify({ method, path, headers, body: Buffer.from(body) });
}

/** Through a proxy that also signs, so that the general verifier decides. */
function byProxy(headers: Record<string, string>): Record<string, string> {
  return {
    ...headers,
    'signature-input': `proxy=("@method");created=1, ${headers['signature-input']}`,
    signature: `proxy=:AAAA:, ${headers.signature}`,
  };
}

it('signs and verifies the example of RFC 9421, appendix B.2.6', () => {
  const base = `"date": Tue, 20 Apr 2021 02:07:55 GMT
"@method": POST
"@path": /foo
"@authority": example.com
"content-type": application/json
"content-length": 18
"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"`;
  const signature =
    'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==';
  const key = createPrivateKey(
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----',
  );
  expect(baseSigner({ privateKey: key }).sign(base)).toBe(signature);
  const holds = baseVerifier({ publicKey: createPublicKey(key) }).holds;
  expect(holds(Buffer.from(base), Buffer.from(signature, 'base64'))).toBe(true);
  expect(holds(Buffer.from(`${base} `), Buffer.from(signature, 'base64'))).toBe(false);
});

describe('a call signed with Ed25519', () => {
  const headers = createRequestSigner({ privateKey, keyId })(call);

  it('is accepted with the public key, directly and through a proxy', async () => {
    expect(headers['signature-input']).toContain(';alg="ed25519";');
    await expect(verifyWith(headers, { publicKey, keyId })).resolves.toMatchObject({ principal });
    await expect(verifyWith(byProxy(headers), { publicKey, keyId })).resolves.toMatchObject({ principal });
    const x = String(publicKey.export({ format: 'jwk' }).x);
    await expect(verifyWith(headers, { publicKey: publicKeyOf(x), keyId })).resolves.toBeDefined();
  });

  it('is refused with another key, changed, or with a secret', async () => {
    const invalid = { code: 'SIGNATURE_INVALID' };
    const other = generateKeyPairSync('ed25519').publicKey;
    const secret = Buffer.alloc(32, 1).toString('base64url');
    const changed = { ...headers, 'civic-request-id': 'request-2' };
    for (const through of [(same: Record<string, string>) => same, byProxy]) {
      await expect(verifyWith(through(headers), { publicKey: other, keyId })).rejects.toMatchObject(invalid);
      await expect(verifyWith(through(changed), { publicKey, keyId })).rejects.toMatchObject(invalid);
      await expect(verifyWith(through(headers), { secret, keyId })).rejects.toMatchObject(invalid);
    }
  });

  it('cannot be forged by an HMAC under the public key (RFC 9421, section 7.3.6)', async () => {
    const secret = String(publicKey.export({ format: 'jwk' }).x);
    const forged = createRequestSigner({ secret, keyId })(call);
    const renamed = {
      ...forged,
      'signature-input': forged['signature-input'].replace('hmac-sha256', 'ed25519'),
    };
    for (const attempt of [forged, renamed, byProxy(forged), byProxy(renamed)]) {
      await expect(verifyWith(attempt, { publicKey, keyId })).rejects.toMatchObject({
        code: 'SIGNATURE_INVALID',
      });
    }
  });
});

it('refuses other keys', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  expect(() => baseSigner({ privateKey: rsa.privateKey })).toThrow(RangeError);
  expect(() => baseVerifier({ publicKey: rsa.publicKey })).toThrow(RangeError);
  expect(() => baseVerifier({ publicKey: privateKey })).toThrow(RangeError);
  expect(() => publicKeyOf('short')).toThrow(RangeError);
});

describe('two secrets during a rotation', () => {
  const [before, after] = ['before', 'after'].map((text) => Buffer.alloc(32, text).toString('base64url'));
  const base = Buffer.from('base');
  const signedBy = (secret: string) => Buffer.from(baseSigner({ secret }).sign('base'), 'base64');

  it('the first signs, and both verify', () => {
    const both = baseVerifier({ secret: `${after},${before}` });
    expect(both.holds(base, signedBy(before!))).toBe(true);
    expect(both.holds(base, signedBy(after!))).toBe(true);
    expect(baseVerifier({ secret: after! }).holds(base, signedBy(`${after},${before}`))).toBe(true);
    expect(baseVerifier({ secret: before! }).holds(base, signedBy(`${after},${before}`))).toBe(false);
    expect(both.holds(base, signedBy(Buffer.alloc(32, 'other').toString('base64url')))).toBe(false);
  });

  it('a short or a third secret is refused', () => {
    expect([before, `${before},${after}`].map((text) => areSharedSecrets(text!))).toEqual([true, true]);
    expect(
      [`${before},`, `${before},short`, `${before},${after},${before}`, ''].map(areSharedSecrets),
    ).toEqual(Array(4).fill(false));
    expect(() => baseVerifier({ secret: `${before},short` })).toThrow(RangeError);
  });
});
