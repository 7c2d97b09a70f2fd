import type { DueMessage, WebhookQueue } from '@civic-graph/service/webhooks';
import { sql } from 'kysely';
import { changeOf } from '../changelog/change-row.ts';
import { changeColumns } from '../changelog/list-changes.ts';
import { byOrdinal } from '../database/by-ordinal.ts';
import type { ChangeRow, Db } from '../database/database.ts';
import { enumName } from '../enum-names.ts';
import { cancelMessages, changeWebhookSecret } from './change-webhooks.ts';
import { concerns } from './write-messages.ts';

interface ClaimedRow {
  readonly recipient: string;
  readonly id: string;
  readonly webhook_id: string;
  readonly url: string;
  readonly failures: number;
  readonly rollout: string;
  readonly supergraph: string;
  readonly canary_percent: number;
  readonly started_at: Date;
}

interface ChangeMessage extends DueMessage {
  readonly row: Pick<ClaimedRow, 'recipient' | 'id' | 'webhook_id'>;
}

/** Changes in one message; the receiver reads the others with `Rollout.changes`. */
const maxChanges = 50;
/** The receiver does not want to be called again (RFC 9110, section 15.5.11). */
const gone = 410;

/** Messages about rollouts, for apps and agencies. */
export function changeMessageQueue(db: Db, key: string): WebhookQueue<ChangeMessage> {
  return {
    async recipientsWithDue(now) {
      const { rows } = await sql<{ recipient: string }>`
        SELECT DISTINCT recipient FROM change_message WHERE next_attempt_at <= ${now}`.execute(db);
      return rows.map(({ recipient }) => recipient);
    },
    async claim(recipient, { now, leasedUntil, limit }) {
      const { rows } = await sql<ClaimedRow>`
        UPDATE change_message AS message SET next_attempt_at = ${leasedUntil}
          FROM (SELECT id FROM change_message
                 WHERE recipient = ${recipient} AND next_attempt_at <= ${now}
                 ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED) AS due,
               change_webhook AS webhook, rollout
         WHERE message.recipient = ${recipient} AND message.id = due.id
           AND webhook.recipient = message.recipient AND webhook.id = message.webhook_id
           AND rollout.sequence = message.rollout
        RETURNING message.recipient, message.id, message.webhook_id, message.failures, message.rollout,
                  webhook.url, rollout.supergraph, rollout.canary_percent, rollout.started_at`.execute(db);
      const changes = await changesFor(db, rows);
      return rows.map((row, index) => messageOf(key, row, changes[index] ?? []));
    },
    async settle({ row: { recipient, id, webhook_id } }, attempt) {
      const { endedAt, status, problem, delivered, failures, nextAttemptAt } = attempt;
      const isOver = !delivered && (nextAttemptAt === null || status === gone);
      await db.transaction().execute(async (trx) => {
        await trx
          .updateTable('change_message')
          .set((row) => ({
            failures,
            attempts: row('attempts', '+', 1),
            next_attempt_at: nextAttemptAt,
            ...(delivered && { delivered_at: endedAt }),
            ...{ last_status: status, last_problem: problem },
          }))
          .where('recipient', '=', recipient)
          .where('id', '=', id)
          // Cancelled meanwhile if the webhook was removed.
          .where('next_attempt_at', 'is not', null)
          .execute();
        if (!isOver) return;
        await trx
          .updateTable('change_webhook')
          .set({ disabled_at: endedAt })
          .where('recipient', '=', recipient)
          .where('id', '=', webhook_id)
          .execute();
        await cancelMessages(trx, recipient, webhook_id);
      });
    },
  };
}

/** Changes for each message, and one more where there are too many for it. */
async function changesFor(
  db: Db,
  messages: readonly ClaimedRow[],
): Promise<readonly (readonly ChangeRow[])[]> {
  const { rows } = await sql<ChangeRow & { readonly ordinal: string }>`
    SELECT found.*, claimed.ordinal
      FROM unnest(${messages.map(({ recipient }) => recipient)}::text[],
                  ${messages.map(({ webhook_id }) => webhook_id)}::uuid[],
                  ${messages.map(({ rollout }) => rollout)}::bigint[])
           WITH ORDINALITY AS claimed (recipient, webhook, rollout, ordinal)
     CROSS JOIN LATERAL (
       SELECT ${changeColumns}
         FROM change JOIN change_webhook AS webhook
           ON webhook.recipient = claimed.recipient AND webhook.id = claimed.webhook
        WHERE change.rollout = claimed.rollout AND ${concerns}
        ORDER BY number LIMIT ${maxChanges + 1}) AS found
     ORDER BY claimed.ordinal, number`.execute(db);
  return byOrdinal(messages, rows);
}

/** Every attempt has the same text, unless the receiver has changed its filter meanwhile. */
function messageOf(key: string, row: ClaimedRow, changes: readonly ChangeRow[]): ChangeMessage {
  const { recipient, id, webhook_id, url, failures, rollout, supergraph, canary_percent, started_at } = row;
  const body = JSON.stringify({
    type: 'supergraph.changed',
    timestamp: started_at.toISOString(),
    data: {
      // Rises with each rollout, so a receiver can ignore what is older than what it knows.
      ...{ sequence: rollout, version: supergraph, canaryPercent: canary_percent },
      changes: changes
        .slice(0, maxChanges)
        .map(changeOf)
        .map(({ kind, coordinate, message, subgraphs, dataClass, sunsetOn }) => ({
          kind: enumName(kind),
          ...{ coordinate, message, subgraphs, dataClass, sunsetOn },
        })),
      hasMore: changes.length > maxChanges,
    },
  });
  const secret = changeWebhookSecret(key, recipient, webhook_id);
  return { id: `msg_${id}`, url, secret, body, failures, row: { recipient, id, webhook_id } };
}
