import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

/** Retention of stored answers: 30 days. */
export const keptMilliseconds = 30 * 24 * 60 * 60 * 1000;

const batch = 1_000;

/** Deletes older keys in batches, so that no statement locks many rows for long. */
export async function forgetKeys(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptMilliseconds);
  let forgotten = 0;
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM idempotency_key WHERE (client_id, key, caller) IN (
        SELECT client_id, key, caller FROM idempotency_key WHERE created_at < ${before}
        ORDER BY created_at LIMIT ${batch} FOR UPDATE SKIP LOCKED)`.execute(db);
    forgotten += Number(numAffectedRows);
    if (numAffectedRows < batch) return forgotten;
  }
}
