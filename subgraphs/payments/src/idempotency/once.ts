import { createHash } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { type Write, writeAndRead } from '../database/write.ts';
import { keptMilliseconds } from './forget-keys.ts';
import { anyCaller, callerOf, type KeyOwner } from './key-owner.ts';

export interface IdempotentRequest<Answer> {
  /** Scope of a key: app and caller. */
  readonly by: KeyOwner;
  readonly key: string;
  /** Everything that determines the answer. */
  readonly request: object;
  readonly now: Date;
  /** The likely answer; it is written together with the claim. */
  readonly likely?: Answer;
}

/** Does the likely work in one statement with the claim on the key, or returns `null`. */
export type AtOnce<Answer> = (claim: Write) => Promise<Answer | null>;

/** Shorter than the gateway's deadline of two seconds, so that the caller gets the error. */
const patienceMilliseconds = 1_500;
const retryAfterSeconds = 1;

/** SQLSTATE lock_not_available. */
const notAvailable = '55P03';

/**
 * Does `work` once per key of a caller and stores its answer in the same transaction. A repetition gets the
 * stored answer; a different request with the key is refused. A concurrent call waits for the first, up to a
 * time limit.
 *
 * @param atOnce tried first; if it returns `null` it wrote nothing, and `work` runs under locks
 * @throws PublicError IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_KEY_IN_PROGRESS
 */
export async function once<Answer extends object>(
  db: Db,
  request: IdempotentRequest<Answer>,
  work: (trx: Db) => Promise<Answer>,
  atOnce: AtOnce<Answer> = async () => null,
): Promise<Answer> {
  const { key } = request;
  if (key.length < 1 || key.length > 255 || key.includes('\0')) {
    throw new PublicError('BAD_USER_INPUT', 'idempotencyKey: 1 to 255 characters');
  }
  try {
    const begun = performance.now();
    const done = await atOnce(keyClaimed(request, patienceMilliseconds));
    if (done !== null) return done;
    const left = Math.ceil(Math.max(1, patienceMilliseconds - (performance.now() - begun)));
    return await db.transaction().execute((trx) => claimOrRecall(trx, request, left, work));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === notAvailable) {
      throw new PublicError('IDEMPOTENCY_KEY_IN_PROGRESS', undefined, { extensions: { retryAfterSeconds } });
    }
    throw error;
  }
}

/** `claimed_key` has a row if this request now holds the key, with the likely answer. */
function keyClaimed(
  { by, key, request, now, likely = {} }: IdempotentRequest<object>,
  patience: number,
): Write {
  const { clientId } = by;
  const forgotten = new Date(now.getTime() - keptMilliseconds);
  // The lock timeout covers the whole transaction: a slow lock fails with 55P03 and leaves nothing. An
  // expired key counts as deleted.
  return sql`
    claimed_key AS (
      INSERT INTO idempotency_key (client_id, key, caller, fingerprint, answer, created_at)
      SELECT ${clientId}, ${key}, ${callerOf(by)}, ${fingerprintOf(request)}, ${JSON.stringify(likely)}::jsonb,
             ${now}::timestamptz
        FROM set_config('lock_timeout', ${String(patience)}, true)
       WHERE NOT EXISTS (SELECT FROM idempotency_key AS shared
         WHERE shared.client_id = ${clientId} AND shared.key = ${key} AND shared.caller = ${anyCaller}
           AND shared.created_at >= ${forgotten})
      ON CONFLICT (client_id, key, caller) DO UPDATE
        SET fingerprint = excluded.fingerprint, answer = excluded.answer, created_at = excluded.created_at
        WHERE idempotency_key.created_at < ${forgotten}
      RETURNING key)`;
}

/** Condition: this request holds the key. */
export const isKeyClaimed = sql`EXISTS (SELECT FROM claimed_key)`;

function fingerprintOf(request: object): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64url');
}

async function claimOrRecall<Answer extends object>(
  trx: Db,
  request: IdempotentRequest<Answer>,
  patience: number,
  work: (trx: Db) => Promise<Answer>,
): Promise<Answer> {
  const { by, key, likely = {} } = request;
  const { clientId } = by;
  const claim = await writeAndRead(trx, [keyClaimed(request, patience)], sql`SELECT key FROM claimed_key`);
  if (claim.length > 0) {
    const answer = await work(trx);
    const text = JSON.stringify(answer);
    if (text !== JSON.stringify(likely)) {
      await sql`
        UPDATE idempotency_key SET answer = ${text}
         WHERE client_id = ${clientId} AND key = ${key} AND caller = ${callerOf(by)}`.execute(trx);
    }
    return answer;
  }
  const stored = await trx
    .selectFrom('idempotency_key')
    .select(['fingerprint', 'answer'])
    .where('client_id', '=', clientId)
    .where('key', '=', key)
    .where('caller', 'in', [callerOf(by), anyCaller])
    // The caller's own key first; a key of an earlier version may still exist.
    .orderBy('caller', 'desc')
    .executeTakeFirstOrThrow();
  if (stored.fingerprint !== fingerprintOf(request.request)) throw new PublicError('IDEMPOTENCY_KEY_REUSED');
  return stored.answer as Answer;
}
