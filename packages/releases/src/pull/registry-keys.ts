import { type CompactVerifyGetKey, calculateJwkThumbprint, createLocalJWKSet, type JWK } from 'jose';

/**
 * Returns the registry keys that a gateway trusts. They are configured instead of fetched, because a server
 * that replaces the registry must not supply its own keys.
 * @param publicKeys base64url of the 32 bytes of each Ed25519 key, as `x` of its JWK (RFC 8037)
 */
export async function registryKeys(publicKeys: readonly string[]): Promise<CompactVerifyGetKey> {
  const keys = await Promise.all(
    publicKeys.map(async (x) => {
      const jwk: JWK = { kty: 'OKP', crv: 'Ed25519', x };
      return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'EdDSA' };
    }),
  );
  return createLocalJWKSet({ keys });
}
