import { hkdfSync } from 'node:crypto';
import { ConfigurationError } from '@civic-graph/service';
import {
  CompactEncrypt,
  calculateJwkThumbprint,
  compactDecrypt,
  errors,
  exportJWK,
  generateKeyPair,
} from 'jose';
import { type Kysely, sql } from 'kysely';
import type { JWK } from 'oidc-provider';
import type { IdentityDatabase, IdentityTables, SigningKeyRow } from '../store/database.ts';

export const signingAlgorithm = 'ES256';

/** Time between publishing a key and signing with it, so that all verifiers and instances know it. */
const leadSeconds = 120;

/** How long a superseded key stays published: longer than any of its tokens. */
const retentionSeconds = 24 * 60 * 60;

export interface SigningKeyStore {
  /** Private keys, the signing one first: the provider uses the first that fits. */
  load(): Promise<readonly JWK[]>;
  /** Adds a key that signs after `lead` seconds; the previous one stays published. */
  rotate(lead?: number): Promise<void>;
  /** Creates the first key, replaces one older than `maxAgeDays`, and removes retired keys. */
  maintain(maxAgeDays: number): Promise<void>;
}

/**
 * Signing keys in the table `signing_key`, encrypted with a key derived from `secret`, so a copy of the
 * database cannot sign.
 */
export function createSigningKeyStore(
  database: IdentityDatabase,
  secret: Uint8Array,
  clock: () => Date,
): SigningKeyStore {
  const sealingKey = new Uint8Array(hkdfSync('sha256', secret, '', 'civic-graph signing keys at rest', 32));

  async function addKey(executor: Kysely<IdentityTables>, lead: number): Promise<void> {
    const now = clock();
    const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
    const jwk = await exportJWK(privateKey);
    const kid = await calculateJwkThumbprint(jwk);
    const sealed_jwk = await seal({ ...jwk, kid, alg: signingAlgorithm, use: 'sig' }, sealingKey);
    const signs_from = new Date(now.getTime() + lead * 1000);
    await executor
      .insertInto('signing_key')
      .values({ kid, sealed_jwk, created_at: now, signs_from })
      .execute();
  }

  return {
    async load() {
      const rows = await newestFirst(database);
      const signer = rows.find(({ signs_from }) => signs_from <= clock()) ?? rows[0];
      const signerFirst = rows.toSorted((a, b) => Number(b === signer) - Number(a === signer));
      return Promise.all(signerFirst.map(({ sealed_jwk }) => unseal(sealed_jwk, sealingKey)));
    },

    async rotate(lead = leadSeconds) {
      await addKey(database, lead);
    },

    async maintain(maxAgeDays) {
      await database.transaction().execute(async (transaction) => {
        // If several instances start together, one creates the key.
        await sql`select pg_advisory_xact_lock(hashtext('signing_key'))`.execute(transaction);
        const rows = await newestFirst(transaction);
        const now = clock().getTime();
        const [newest] = rows;
        if (newest === undefined) return addKey(transaction, 0);
        if (now - newest.created_at.getTime() >= maxAgeDays * 86_400_000) {
          await addKey(transaction, leadSeconds);
        }
        const retired = rows.filter((_, index) => isRetired(rows, index, now)).map(({ kid }) => kid);
        if (retired.length > 0) {
          await transaction.deleteFrom('signing_key').where('kid', 'in', retired).execute();
        }
      });
    },
  };
}

async function newestFirst(executor: Kysely<IdentityTables>): Promise<SigningKeyRow[]> {
  return executor.selectFrom('signing_key').selectAll().orderBy('signs_from', 'desc').execute();
}

/** The previous key is never retired; older ones are when their last token has expired. */
function isRetired(rows: readonly SigningKeyRow[], index: number, now: number): boolean {
  const [successor, afterNext] = [rows[index - 1], rows[index - 2]];
  if (successor === undefined || afterNext === undefined) return false;
  const lastSignature = successor.signs_from.getTime();
  return afterNext.signs_from.getTime() <= now && lastSignature + retentionSeconds * 1000 <= now;
}

async function seal(jwk: JWK, key: Uint8Array): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(jwk)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(key);
}

async function unseal(sealed: string, key: Uint8Array): Promise<JWK> {
  try {
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return JSON.parse(new TextDecoder().decode(plaintext));
  } catch (error) {
    if (!(error instanceof errors.JWEDecryptionFailed)) throw error;
    // New keys would give every citizen another subject at every app.
    throw new ConfigurationError(
      'PAIRWISE_SALT: differs from the salt of this database; set the original one',
    );
  }
}
