import { ConfigurationError } from '@civic-graph/service';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../database/database.ts';

const privateKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});
export type PrivateKey = z.infer<typeof privateKey>;

/** Private keys of the current signers. */
export interface ReceiptKeys {
  readonly treasury: PrivateKey;
  /** By agency. */
  readonly agencies: ReadonlyMap<string, PrivateKey>;
}

/** @throws ConfigurationError unless the text is a private Ed25519 key as a JWK */
export function parseTreasuryKey(text: string): PrivateKey {
  try {
    return privateKey.parse(JSON.parse(text));
  } catch {
    throw new ConfigurationError(
      'RECEIPT_SIGNING_KEY: must be a private Ed25519 key as a JWK, {"kty":"OKP","crv":"Ed25519","x":…,"d":…}',
    );
  }
}

/** @throws ConfigurationError unless the text is a JSON object of such keys */
export function parseAgencyKeys(text: string): ReadonlyMap<string, PrivateKey> {
  try {
    return new Map(Object.entries(z.record(z.string().min(1), privateKey).parse(JSON.parse(text))));
  } catch {
    throw new ConfigurationError(
      'AGENCY_RECEIPT_KEYS: must be a JSON object of private Ed25519 keys as JWKs by agency, {"transport":{"kty":"OKP",…},…}',
    );
  }
}

/** Key id in a receipt: the thumbprint (RFC 7638). */
export function keyId({ d: _private, ...publicJwk }: PrivateKey): Promise<string> {
  return calculateJwkThumbprint(publicJwk);
}

/**
 * Publishes the configured keys.
 *
 * @throws ConfigurationError if a payee unit has no key, because its payments could not be receipted
 */
export async function publishKeys(db: Db, keys: ReceiptKeys, now: Date): Promise<void> {
  const units = await db.selectFrom('payee_unit').select('agency').orderBy('agency').execute();
  const without = units.find(({ agency }) => !keys.agencies.has(agency));
  if (without !== undefined) {
    throw new ConfigurationError(`AGENCY_RECEIPT_KEYS: the payee unit ${without.agency} has no key`);
  }
  await publish(db, keys.treasury, { agency: null, keepPrivate: false }, now);
  for (const [agency, key] of keys.agencies) await publish(db, key, { agency, keepPrivate: false }, now);
}

/**
 * Creates keys at the first start and stores them in the database. For demos only, because anyone with
 * database access can then sign.
 */
export function demoKeys(db: Db, agencies: readonly string[], now: Date): Promise<ReceiptKeys> {
  return db.transaction().execute(async (trx) => {
    // Processes that start together must use the same keys.
    await sql`SELECT pg_advisory_xact_lock(hashtext('receipt-keys'))`.execute(trx);
    const treasury = await demoKey(trx, null, now);
    const ofAgencies = new Map<string, PrivateKey>();
    for (const agency of agencies) ofAgencies.set(agency, await demoKey(trx, agency, now));
    return { treasury, agencies: ofAgencies };
  });
}

async function demoKey(trx: Db, agency: string | null, now: Date): Promise<PrivateKey> {
  const stored = await trx
    .selectFrom('receipt_key')
    .select('private_jwk')
    .where('private_jwk', 'is not', null)
    .where('agency', 'is not distinct from', agency)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  if (stored !== undefined) return privateKey.parse(stored.private_jwk);
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const key = privateKey.parse(await exportJWK(pair.privateKey));
  await publish(trx, key, { agency, keepPrivate: true }, now);
  return key;
}

async function publish(
  db: Db,
  key: PrivateKey,
  { agency, keepPrivate }: { readonly agency: string | null; readonly keepPrivate: boolean },
  now: Date,
): Promise<void> {
  const { d: _private, ...publicJwk } = key;
  const kid = await keyId(key);
  await db
    .insertInto('receipt_key')
    .values({
      kid,
      agency,
      public_jwk: JSON.stringify(publicJwk),
      private_jwk: keepPrivate ? JSON.stringify(key) : null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { agency: owner } = await db
    .selectFrom('receipt_key')
    .select('agency')
    .where('kid', '=', kid)
    .executeTakeFirstOrThrow();
  if (owner !== agency) {
    // A shared key would make two signatures one.
    throw new ConfigurationError(
      `${agency === null ? 'RECEIPT_SIGNING_KEY' : 'AGENCY_RECEIPT_KEYS'}: this key is published as another signer's`,
    );
  }
}

/** A public key with its id; `agency` names the signer, and the treasury's keys have none. */
export type PublishedKey = JWK & { readonly kid: string; readonly agency?: string };

/**
 * All keys that ever signed, so that old receipts stay verifiable (RFC 7517). `agency` names the signer; the
 * treasury's keys have none.
 */
export async function receiptKeySet(db: Db): Promise<{ keys: PublishedKey[] }> {
  const rows = await db
    .selectFrom('receipt_key')
    .select(['kid', 'public_jwk', 'agency'])
    .orderBy('created_at', 'desc')
    .orderBy('kid')
    .execute();
  return {
    keys: rows.map(({ kid, public_jwk, agency }) => ({
      ...(public_jwk as JWK),
      kid,
      use: 'sig',
      alg: 'EdDSA',
      ...(agency === null ? {} : { agency }),
    })),
  };
}
