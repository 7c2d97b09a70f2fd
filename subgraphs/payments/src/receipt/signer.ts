import { ConfigurationError } from '@civic-graph/config';
import {
  CompactSign,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../database.ts';

/** Signs receipts: JWS compact serialization (RFC 7515), EdDSA over Ed25519 (RFC 8037). */
export interface ReceiptSigner {
  sign(claims: object): Promise<string>;
}

const privateKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});
type PrivateKey = z.infer<typeof privateKey>;

/** @throws ConfigurationError where the text is not a private Ed25519 key as a JWK */
export function parseReceiptKey(text: string): PrivateKey {
  try {
    return privateKey.parse(JSON.parse(text));
  } catch {
    throw new ConfigurationError(
      'RECEIPT_SIGNING_KEY: must be a private Ed25519 key as a JWK, {"kty":"OKP","crv":"Ed25519","x":…,"d":…}',
    );
  }
}

/**
 * The signer with the operator's key, or, where none is given, with one that is made at the first start and
 * kept in the database: for a demo deployment only, because who can read the database can then sign.
 */
export async function createReceiptSigner(
  db: Db,
  configured: PrivateKey | null,
  now: Date,
): Promise<ReceiptSigner> {
  const jwk = configured === null ? await demoKey(db, now) : configured;
  const { d: _private, ...publicJwk } = jwk;
  const kid = await calculateJwkThumbprint(publicJwk);
  if (configured !== null) await publish(db, kid, publicJwk, null, now);
  const key = await importJWK(jwk, 'EdDSA');
  return {
    sign: (claims) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'civic-receipt+jws' })
        .sign(key),
  };
}

/** Every key that ever signed, so that an old receipt can still be verified (RFC 7517). */
export async function receiptKeySet(db: Db): Promise<JSONWebKeySet> {
  const rows = await db
    .selectFrom('receipt_key')
    .select(['kid', 'public_jwk'])
    .orderBy('created_at', 'desc')
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

async function demoKey(db: Db, now: Date): Promise<PrivateKey> {
  return db.transaction().execute(async (trx) => {
    // Processes that start together must agree on one key.
    await sql`LOCK TABLE receipt_key IN SHARE ROW EXCLUSIVE MODE`.execute(trx);
    const stored = await trx
      .selectFrom('receipt_key')
      .select('private_jwk')
      .where('private_jwk', 'is not', null)
      .orderBy('created_at', 'desc')
      .executeTakeFirst();
    if (stored !== undefined) return privateKey.parse(stored.private_jwk);
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const jwk = privateKey.parse(await exportJWK(pair.privateKey));
    const { d: _private, ...publicJwk } = jwk;
    await publish(trx, await calculateJwkThumbprint(publicJwk), publicJwk, jwk, now);
    return jwk;
  });
}

async function publish(
  db: Db,
  kid: string,
  publicJwk: object,
  privateJwk: PrivateKey | null,
  now: Date,
): Promise<void> {
  await db
    .insertInto('receipt_key')
    .values({
      kid,
      public_jwk: JSON.stringify(publicJwk),
      private_jwk: privateJwk && JSON.stringify(privateJwk),
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
