import { type DueMessage, endpointSecret, type WebhookQueue } from '@civic-graph/service/webhooks';
import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { messageBody } from './message-body.ts';

interface MessageRow {
  readonly client_id: string;
  readonly id: string;
  readonly endpoint_id: string;
  readonly url: string;
  /** Payment or dispute of the message. */
  readonly payment_id: string | null;
  readonly dispute_id: string | null;
  /** The app's reference. */
  readonly reference: string | null;
  readonly type: string;
  readonly state: string;
  readonly occurred_at: Date;
  readonly failures: number;
}

interface PaymentMessage extends DueMessage {
  readonly row: Pick<MessageRow, 'client_id' | 'id'>;
}

/** Messages about payments and disputes, for partner apps. */
export function paymentWebhookQueue(db: Db, key: string): WebhookQueue<PaymentMessage> {
  return {
    async recipientsWithDue(now) {
      const { rows } = await sql<{ client_id: string }>`
        SELECT DISTINCT client_id FROM webhook_endpoint AS endpoint WHERE EXISTS (
          SELECT FROM webhook_message AS message
          WHERE message.client_id = endpoint.client_id AND next_attempt_at <= ${now})`.execute(db);
      return rows.map((row) => row.client_id);
    },
    async claim(clientId, { now, leasedUntil, limit }) {
      const { rows } = await sql<MessageRow>`
        UPDATE webhook_message AS message SET next_attempt_at = ${leasedUntil}
        FROM (
          SELECT client_id, id FROM webhook_message
          WHERE client_id = ${clientId} AND next_attempt_at <= ${now}
          ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
        ) AS due, webhook_endpoint AS endpoint
        WHERE message.client_id = due.client_id AND message.id = due.id
          AND endpoint.client_id = message.client_id AND endpoint.id = message.endpoint_id
        RETURNING message.*, endpoint.url,
          (SELECT reference FROM payment_reference
           WHERE client_id = message.client_id AND payment_id = message.payment_id) AS reference`.execute(db);
      return rows.map((row) => messageOf(row, paymentEndpointSecret(key, row.client_id, row.endpoint_id)));
    },
    async settle({ row: { client_id, id } }, attempt) {
      const { startedAt, endedAt, status, problem, delivered, failures, nextAttemptAt } = attempt;
      await db.transaction().execute(async (trx) => {
        await sql`
          INSERT INTO webhook_attempt (client_id, message_id, number, attempted_at, status, problem, duration_ms)
          SELECT ${client_id}, ${id}, coalesce(max(number), 0) + 1, ${startedAt}::timestamptz,
            ${status}::smallint, ${problem}, ${Math.max(0, endedAt.getTime() - startedAt.getTime())}::int
          FROM webhook_attempt WHERE client_id = ${client_id} AND message_id = ${id}`.execute(trx);
        await trx
          .updateTable('webhook_message')
          .set({ failures, next_attempt_at: nextAttemptAt, ...(delivered && { delivered_at: endedAt }) })
          .where('client_id', '=', client_id)
          .where('id', '=', id)
          .execute();
      });
    },
  };
}

/** Signing secret of an app's endpoint. */
export function paymentEndpointSecret(key: string, clientId: string, endpointId: string): string {
  return endpointSecret(key, 'payments', clientId, endpointId);
}

function messageOf(row: MessageRow, secret: string): PaymentMessage {
  const { client_id, id, url, failures } = row;
  const body = messageBody(row, row.reference);
  return { id: `msg_${id}`, url, secret, body, failures, row: { client_id, id } };
}
