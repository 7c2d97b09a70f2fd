import { randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { testSecrets } from '../secrets.ts';
import { accessTokenClaims } from './claims.ts';
import { type JwksServer, startJwksServer } from './jwks-server.ts';

/** Changes to a good token; an `undefined` claim is omitted. */
export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signs with this key in place of the issuer's current one. */
  readonly key?: CryptoKey | Uint8Array;
}

export interface TestIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
  readonly citizenKeySecret: string;
  /** Issues an access token for this caller, good or altered. */
  mint(principal: Exclude<Principal, { kind: 'anonymous' }>, changes?: TokenChanges): Promise<string>;
  /** Signs with a new key; old keys stay published unless `forget` is set. */
  rotate(options?: { readonly forget?: boolean }): Promise<void>;
  /** Publishes a key without using it yet. */
  publishNext(): Promise<void>;
  /** Signs with the last published key. */
  signWithNext(): void;
  readonly publicKeys: readonly JWK[];
  readonly jwks: JwksServer;
  close(): Promise<void>;
}

interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** An in-process issuer whose key set is served on a free loopback port. */
export async function createTestIssuer(
  options: {
    readonly clock?: () => Date;
    readonly audience?: string;
    readonly alg?: 'ES256' | 'EdDSA';
    readonly citizenKeySecret?: string;
  } = {},
): Promise<TestIssuer> {
  const { clock = () => new Date(), audience = 'https://gateway.test/graphql', alg = 'ES256' } = options;
  let current = await createSigningKey(alg);
  let published = [current];
  const publicKeys = () => published.map((key) => key.publicJwk);
  const jwks = await startJwksServer(publicKeys);
  const { citizenKeySecret = testSecrets.citizenKey } = options;
  const identity = { issuer: jwks.origin, audience, citizenKeySecret };

  return {
    ...identity,
    jwks,
    jwksUri: `${jwks.origin}/jwks`,
    get publicKeys() {
      return publicKeys();
    },
    async mint(principal, { claims = {}, header = {}, key = current.privateKey } = {}) {
      const payload: JWTPayload = { ...(await accessTokenClaims(principal, identity, clock())), ...claims };
      const protectedHeader = { alg: current.alg, kid: current.kid, typ: 'at+jwt', ...header };
      return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(key);
    },
    async rotate({ forget = false } = {}) {
      current = await createSigningKey(alg);
      published = forget ? [current] : [...published, current];
    },
    async publishNext() {
      published = [...published, await createSigningKey(alg)];
    },
    signWithNext() {
      current = published.at(-1) ?? current;
    },
    close: () => jwks.close(),
  };
}

async function createSigningKey(alg: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const kid = randomUUID();
  return { kid, alg, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}
