import { sql } from 'kysely';
import type { Db, WebhookAttemptRow } from '../database/database.ts';

const shown = 20;

/** Last attempts of each delivery, newest first. */
export async function attemptsOf(db: Db, messageIds: readonly string[]): Promise<WebhookAttemptRow[]> {
  const { rows } = await sql<WebhookAttemptRow>`
    SELECT attempt.* FROM unnest(${messageIds}::uuid[]) AS wanted (id)
    JOIN webhook_message AS message ON message.id = wanted.id
    CROSS JOIN LATERAL (
      SELECT * FROM webhook_attempt
      WHERE client_id = message.client_id AND message_id = message.id
      ORDER BY number DESC LIMIT ${shown}
    ) AS attempt`.execute(db);
  return rows;
}
