import {
  createHmac,
  createPublicKey,
  createSecretKey,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';

/** Signs calls: a secret that both sides share, or a private Ed25519 key. */
export type SigningKey =
  /** base64url of at least 32 bytes; during a rotation two, separated by a comma. The first signs. */
  { readonly secret: string } | { readonly privateKey: KeyObject };

/** Verifies calls: the same secret, or both during a rotation, or the public Ed25519 key of the caller. */
export type VerificationKey = { readonly secret: string } | { readonly publicKey: KeyObject };

/** RFC 9421, section 6.2.2. */
export type SignatureAlgorithm = 'hmac-sha256' | 'ed25519';

export interface BaseSigner {
  readonly algorithm: SignatureAlgorithm;
  /** @returns the signature of a signature base, base64 */
  readonly sign: (base: string) => string;
}

export interface BaseVerifier {
  readonly algorithm: SignatureAlgorithm;
  readonly holds: (base: Buffer, signature: Buffer) => boolean;
}

/** @throws RangeError for a short secret or another kind of key */
export function baseSigner(key: SigningKey): BaseSigner {
  if ('secret' in key) {
    const secret = hmacKey(currentSecret(key.secret));
    return {
      algorithm: 'hmac-sha256',
      sign: (base) => createHmac('sha256', secret).update(base, 'latin1').digest('base64'),
    };
  }
  const { privateKey } = key;
  refuseOtherKeys(privateKey, 'private');
  return {
    algorithm: 'ed25519',
    sign: (base) => sign(null, Buffer.from(base, 'latin1'), privateKey).toString('base64'),
  };
}

/** @throws RangeError for a short secret or another kind of key */
export function baseVerifier(key: VerificationKey): BaseVerifier {
  if ('secret' in key) {
    const secrets = key.secret.split(',').map(hmacKey);
    return {
      algorithm: 'hmac-sha256',
      holds: (base, signature) =>
        secrets.some((secret) => {
          const expected = createHmac('sha256', secret).update(base).digest();
          return signature.length === expected.length && timingSafeEqual(signature, expected);
        }),
    };
  }
  const { publicKey } = key;
  refuseOtherKeys(publicKey, 'public');
  return {
    algorithm: 'ed25519',
    holds: (base, signature) => verify(null, base, publicKey, signature),
  };
}

/**
 * @param text base64url of the 32 bytes of a public Ed25519 key, as `x` of its JWK (RFC 8037)
 * @throws RangeError for other text
 */
export function publicKeyOf(text: string): KeyObject {
  if (!/^[\w-]{43}$/.test(text)) throw new RangeError('an Ed25519 key is base64url of 32 bytes');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' });
}

/** The secret that signs, of one or two. Keys that are derived from the secret follow it. */
export function currentSecret(secrets: string): string {
  return secrets.split(',')[0] ?? '';
}

/** Whether a text is one secret of at least 32 bytes, or two during a rotation, separated by a comma. */
export function areSharedSecrets(text: string): boolean {
  const secrets = text.split(',');
  return (
    secrets.length <= 2 &&
    secrets.every(
      (secret) => /^[\w-]+$/.test(secret) && Buffer.from(secret, 'base64url').length >= minimumSecretBytes,
    )
  );
}

const minimumSecretBytes = 32;

/** A key must not be shorter than the hash (RFC 2104, section 3). */
function hmacKey(secret: string): KeyObject {
  const bytes = Buffer.from(secret, 'base64url');
  if (bytes.length < minimumSecretBytes) {
    throw new RangeError(`the signing secret must be base64url of at least ${minimumSecretBytes} bytes`);
  }
  return createSecretKey(bytes);
}

function refuseOtherKeys(key: KeyObject, type: 'private' | 'public'): void {
  if (key.type === type && key.asymmetricKeyType === 'ed25519') return;
  throw new RangeError(`calls are signed by a secret or a ${type} Ed25519 key, not by this ${key.type} key`);
}
