import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import type { Db } from '../database/database.ts';
import { post } from './post.ts';
import { nextAttempt } from './schedule.ts';
import { endpointSecret } from './secret.ts';
import type { TargetRules } from './target.ts';

export interface WebhookDependencies {
  readonly db: Db;
  readonly clock: () => Date;
  /** base64url, at least 32 bytes. */
  readonly key: string;
  readonly rules: TargetRules;
}

interface DueMessage {
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

/** Concurrent deliveries to one partner. */
const atOnce = 20;

/** Lease of a delivery in progress; after a crash it becomes due again. */
const leaseMilliseconds = 60_000;

/** Sends a partner the due messages, each at least once. @returns their number */
export async function deliverDue(dependencies: WebhookDependencies, clientId: string): Promise<number> {
  const due = await claim(dependencies, clientId);
  await Promise.all(due.map((message) => deliver(dependencies, message)));
  return due.length;
}

async function claim({ db, clock }: WebhookDependencies, clientId: string): Promise<DueMessage[]> {
  const now = clock();
  const { rows } = await sql<DueMessage>`
    UPDATE webhook_message AS message SET next_attempt_at = ${new Date(now.getTime() + leaseMilliseconds)}
    FROM (
      SELECT client_id, id FROM webhook_message
      WHERE client_id = ${clientId} AND next_attempt_at <= ${now} ORDER BY next_attempt_at LIMIT ${atOnce} FOR UPDATE SKIP LOCKED
    ) AS due, webhook_endpoint AS endpoint
    WHERE message.client_id = due.client_id AND message.id = due.id
      AND endpoint.client_id = message.client_id AND endpoint.id = message.endpoint_id
    RETURNING message.*, endpoint.url,
      (SELECT reference FROM payment_reference
       WHERE client_id = message.client_id AND payment_id = message.payment_id) AS reference`.execute(db);
  return rows;
}

async function deliver(dependencies: WebhookDependencies, message: DueMessage): Promise<void> {
  const { db, clock, key, rules } = dependencies;
  const startedAt = clock();
  const secret = endpointSecret(key, message.client_id, message.endpoint_id);
  const posted = await post({ url: message.url, ...compose(message, secret, startedAt) }, rules);
  const endedAt = clock();
  const delivered = 'status' in posted && posted.status >= 200 && posted.status < 300;
  const failures = message.failures + 1;
  await db.transaction().execute(async (trx) => {
    await sql`
      INSERT INTO webhook_attempt (client_id, message_id, number, attempted_at, status, problem, duration_ms)
      SELECT ${message.client_id}, ${message.id}, coalesce(max(number), 0) + 1, ${startedAt}::timestamptz,
        ${'status' in posted ? posted.status : null}::smallint, ${'problem' in posted ? posted.problem : null},
        ${Math.max(0, endedAt.getTime() - startedAt.getTime())}::int
      FROM webhook_attempt WHERE client_id = ${message.client_id} AND message_id = ${message.id}`.execute(
      trx,
    );
    await trx
      .updateTable('webhook_message')
      .set(
        delivered
          ? { delivered_at: endedAt, next_attempt_at: null }
          : { failures, next_attempt_at: nextAttempt(failures, endedAt) },
      )
      .where('client_id', '=', message.client_id)
      .where('id', '=', message.id)
      .execute();
  });
}

/**
 * A message contains only id and state; further data needs a query, where consent is checked. Every attempt
 * has the same id, so that partners can deduplicate.
 */
function compose(message: DueMessage, secret: string, at: Date) {
  const body = JSON.stringify({
    type: message.type,
    timestamp: message.occurred_at.toISOString(),
    data: {
      ...(message.dispute_id === null
        ? { paymentId: message.payment_id }
        : { disputeId: message.dispute_id }),
      ...(message.reference === null ? {} : { reference: message.reference }),
      state: message.state.toUpperCase(),
    },
  });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': `msg_${message.id}`,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(`msg_${message.id}`, at, body),
  };
  return { headers, body };
}
