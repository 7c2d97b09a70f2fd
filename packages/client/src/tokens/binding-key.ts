/** `true` binds tokens to a key per session, a key pair binds them to that key. */
export type Binding = boolean | CryptoKeyPair;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Generates a private key for the store; `null` unless each session has a key. */
export async function newKey(binding: Binding): Promise<JsonWebKey | null> {
  if (binding !== true) return null;
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey);
  return JSON.parse(JSON.stringify({ kty, crv, x, y, d }));
}

/** Returns the key pair of a session; `null` for bearer tokens. */
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
