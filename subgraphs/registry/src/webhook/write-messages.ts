import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

/** Writes a message about a rollout for each webhook that one of its changes concerns. */
export async function writeChangeMessages(trx: Db, rollout: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO change_message (recipient, webhook_id, rollout, written_at, next_attempt_at)
    SELECT recipient, id, ${rollout}::bigint, ${now}::timestamptz, ${now}::timestamptz
      FROM change_webhook AS webhook
     WHERE removed_at IS NULL AND disabled_at IS NULL
       AND EXISTS (SELECT FROM change WHERE change.rollout = ${rollout}::bigint AND ${concerns})`.execute(
    trx,
  );
}

/** Whether the row of `change` concerns the row of `webhook`. */
export const concerns = sql<boolean>`
  (webhook.subgraphs = '{}' OR change.subgraphs && webhook.subgraphs)
  AND (webhook.fields = '{}' OR is_change_of(change.coordinate, webhook.fields))`;
