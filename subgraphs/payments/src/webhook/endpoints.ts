import { randomUUID } from 'node:crypto';
import type { Db, WebhookMessageRow, WebhookRow } from '../database/database.ts';

const maxEndpoints = 10;

/** Result of registering a URL, stored under its idempotency key. */
export type Registered = { readonly kind: 'registered'; readonly id: string } | { readonly kind: 'too-many' };

/** Registers a URL within the caller's transaction, up to a maximum per app. */
export async function registerEndpoint(
  trx: Db,
  clientId: string,
  url: string,
  now: Date,
): Promise<Registered> {
  const inUse = await endpointsOf(trx, clientId);
  if (inUse.length >= maxEndpoints) return { kind: 'too-many' };
  const id = randomUUID();
  await trx
    .insertInto('webhook_endpoint')
    .values({ client_id: clientId, id, url, created_at: now, removed_at: null })
    .execute();
  return { kind: 'registered', id };
}

export function endpointsOf(db: Db, clientId: string): Promise<WebhookRow[]> {
  return db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('client_id', '=', clientId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The row stays for the log; pending deliveries are cancelled. */
export function removeEndpoint(
  db: Db,
  clientId: string,
  id: string,
  now: Date,
): Promise<WebhookRow | undefined> {
  return db.transaction().execute(async (trx) => {
    const removed = await trx
      .updateTable('webhook_endpoint')
      .set((row) => ({ removed_at: row.fn.coalesce('removed_at', row.val(now)) }))
      .where('client_id', '=', clientId)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    await trx
      .updateTable('webhook_message')
      .set({ next_attempt_at: null })
      .where('client_id', '=', clientId)
      .where('endpoint_id', '=', id)
      .where('next_attempt_at', 'is not', null)
      .execute();
    return removed;
  });
}

/** Restarts the schedule; delivered messages are delivered again. */
export function replay(
  db: Db,
  clientId: string,
  id: string,
  now: Date,
): Promise<WebhookMessageRow | undefined> {
  return db
    .updateTable('webhook_message')
    .set({ next_attempt_at: now, delivered_at: null, failures: 0 })
    .where('client_id', '=', clientId)
    .where('id', '=', id)
    .where('endpoint_id', 'in', (endpoint) =>
      endpoint
        .selectFrom('webhook_endpoint')
        .select('id')
        .where('client_id', '=', clientId)
        .where('removed_at', 'is', null),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Type of a test event, which is about no payment and no dispute. */
export const testEventType = 'webhook.test';

/** Writes a test event for a webhook in use; `undefined` if the app has none with this id. */
export async function writeTestEvent(
  db: Db,
  clientId: string,
  id: string,
  now: Date,
): Promise<WebhookMessageRow | undefined> {
  const endpoint = (await endpointsOf(db, clientId)).find((each) => each.id === id);
  if (endpoint === undefined) return undefined;
  return db
    .insertInto('webhook_message')
    .values({
      client_id: clientId,
      id: randomUUID(),
      endpoint_id: id,
      payment_id: null,
      dispute_id: null,
      type: testEventType,
      state: 'test',
      occurred_at: now,
      next_attempt_at: now,
      delivered_at: null,
      failures: 0,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}
