/** Whether tokens are bound to a key, and to which: one per session, or the app's own. */
export type Binding = boolean | CryptoKeyPair;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A new key for a session, in the form that a store keeps. `null` where the app has its own, or none. */
export async function newKey(binding: Binding): Promise<JsonWebKey | null> {
  if (binding !== true) return null;
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey);
  return JSON.parse(JSON.stringify({ kty, crv, x, y, d }));
}

/** The key pair that tokens of a session are bound to; `null` for bearer tokens. */
export async function keyPairOf(binding: Binding, key: JsonWebKey | null): Promise<CryptoKeyPair | null> {
  if (typeof binding === 'object') return binding;
  if (key === null) return null;
  const { d: _, ...publicJwk } = key;
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('jwk', key, algorithm, false, ['sign']),
    crypto.subtle.importKey('jwk', publicJwk, algorithm, true, ['verify']),
  ]);
  return { privateKey, publicKey };
}
