import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { RolloutKey } from '@civic-graph/releases';
import { ConfigurationError } from '@civic-graph/service';
import { calculateJwkThumbprint, type JSONWebKeySet, type JWK } from 'jose';
import type { Db } from '../database/database.ts';

/** The key that signs rollouts, with its public half. */
export interface SigningKey extends RolloutKey {
  readonly publicJwk: JWK;
}

/** @throws ConfigurationError unless the text is a private Ed25519 key, as a JWK or as PEM */
export async function parseSigningKey(text: string): Promise<SigningKey> {
  const key = parsePrivateKey(text.trim());
  const publicJwk = createPublicKey(key).export({ format: 'jwk' }) as JWK;
  return { key, kid: await calculateJwkThumbprint(publicJwk), publicJwk };
}

function parsePrivateKey(text: string): KeyObject {
  try {
    const key = text.startsWith('{')
      ? createPrivateKey({ key: JSON.parse(text), format: 'jwk' })
      : createPrivateKey(text);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The reason may quote the key.
  }
  throw new ConfigurationError(
    'REGISTRY_SIGNING_KEY: must be a private Ed25519 key, as a JWK {"kty":"OKP","crv":"Ed25519","x":…,"d":…} or as PEM (PKCS #8)',
  );
}

/** Publishes the key before it signs anything. */
export async function publishSigningKey(db: Db, { kid, publicJwk }: SigningKey, now: Date): Promise<void> {
  await db
    .insertInto('signing_key')
    .values({ kid, public_jwk: JSON.stringify(publicJwk), first_used_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Every key that has ever signed (RFC 7517), the newest first. */
export async function signingKeySet(db: Db): Promise<JSONWebKeySet> {
  const rows = await db
    .selectFrom('signing_key')
    .select(['kid', 'public_jwk'])
    .orderBy('first_used_at', 'desc')
    .orderBy('kid')
    .execute();
  return {
    keys: rows.map(({ kid, public_jwk }) => ({
      ...(public_jwk as JWK),
      kid,
      use: 'sig',
      alg: 'EdDSA',
    })) as JSONWebKeySet['keys'],
  };
}
