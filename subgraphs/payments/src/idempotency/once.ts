import { createHash } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import type { Db } from '../database.ts';

export interface IdempotentRequest {
  /** Keys of different apps have nothing to do with one another. */
  readonly clientId: string;
  readonly key: string;
  /**
   * All that decides the answer, the caller included: another citizen of the same app who comes with the same
   * key must not be given the first one's answer.
   */
  readonly request: object;
  readonly now: Date;
}

/**
 * Does `work` once for each key of an app and stores its answer in the same transaction. A repetition with the
 * same request is given the stored answer, one with another request is refused. Concurrent calls converge: the
 * second waits on the primary key until the first has committed, or takes over where the first has rolled back.
 *
 * @throws PublicError IDEMPOTENCY_KEY_REUSED
 */
export async function once<Answer extends object>(
  db: Db,
  { clientId, key, request, now }: IdempotentRequest,
  work: (trx: Db) => Promise<Answer>,
): Promise<Answer> {
  if (key.length < 1 || key.length > 255 || key.includes('\0')) {
    throw new PublicError('BAD_USER_INPUT', 'idempotencyKey: 1 to 255 characters');
  }
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('base64url');
  return db.transaction().execute(async (trx) => {
    const claim = await trx
      .insertInto('idempotency_key')
      .values({ client_id: clientId, key, fingerprint, answer: '{}', created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (claim.numInsertedOrUpdatedRows === 1n) {
      const answer = await work(trx);
      await trx
        .updateTable('idempotency_key')
        .set({ answer: JSON.stringify(answer) })
        .where('client_id', '=', clientId)
        .where('key', '=', key)
        .execute();
      return answer;
    }
    const stored = await trx
      .selectFrom('idempotency_key')
      .select(['fingerprint', 'answer'])
      .where('client_id', '=', clientId)
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
    if (stored.fingerprint !== fingerprint) throw new PublicError('IDEMPOTENCY_KEY_REUSED');
    return stored.answer as Answer;
  });
}
