import { randomUUID } from 'node:crypto';
import { endpointSecret } from '@civic-graph/service/webhooks';
import { sql } from 'kysely';
import type { ChangeWebhookRow, Db } from '../database/database.ts';

const maxWebhooks = 10;

export interface WebhookFilter {
  /** Names of subgraphs; empty for all. */
  readonly subgraphs: readonly string[];
  /** `Type.field` or `Type`; empty for all. */
  readonly fields: readonly string[];
}

/** Registers a URL, or changes what it is told. @returns `null` where the recipient has ten already */
export function registerChangeWebhook(
  db: Db,
  recipient: string,
  { url, subgraphs, fields }: WebhookFilter & { readonly url: string },
  now: Date,
): Promise<ChangeWebhookRow | null> {
  return db.transaction().execute(async (trx) => {
    // Two requests at once must not exceed the maximum.
    await sql`SELECT pg_advisory_xact_lock(hashtext(${`change webhooks of ${recipient}`}))`.execute(trx);
    const filter = { subgraphs: [...subgraphs], fields: [...fields] };
    const inUse = await changeWebhooksOf(trx, recipient);
    const known = inUse.find((webhook) => webhook.url === url);
    if (known !== undefined) {
      const updated = await trx
        .updateTable('change_webhook')
        .set({ ...filter, disabled_at: null })
        .where('recipient', '=', recipient)
        .where('id', '=', known.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return updated;
    }
    if (inUse.length >= maxWebhooks) return null;
    return trx
      .insertInto('change_webhook')
      .values({
        ...{ recipient, id: randomUUID(), url, ...filter },
        ...{ created_at: now, disabled_at: null, removed_at: null },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/** Those in use and those that are disabled, oldest first. */
export function changeWebhooksOf(db: Db, recipient: string): Promise<ChangeWebhookRow[]> {
  return db
    .selectFrom('change_webhook')
    .selectAll()
    .where('recipient', '=', recipient)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The row stays for the log; pending deliveries are cancelled. */
export function removeChangeWebhook(
  db: Db,
  recipient: string,
  id: string,
  now: Date,
): Promise<ChangeWebhookRow | undefined> {
  return db.transaction().execute(async (trx) => {
    const removed = await trx
      .updateTable('change_webhook')
      .set((row) => ({ removed_at: row.fn.coalesce('removed_at', row.val(now)) }))
      .where('recipient', '=', recipient)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    await cancelMessages(trx, recipient, id);
    return removed;
  });
}

/** Gives up what was not delivered yet. */
export async function cancelMessages(trx: Db, recipient: string, webhookId: string): Promise<void> {
  await trx
    .updateTable('change_message')
    .set({ next_attempt_at: null })
    .where('recipient', '=', recipient)
    .where('webhook_id', '=', webhookId)
    .where('next_attempt_at', 'is not', null)
    .execute();
}

/** Signing secret of a webhook. */
export function changeWebhookSecret(key: string, recipient: string, id: string): string {
  return endpointSecret(key, 'registry', recipient, id);
}
