import { createHash } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { NotificationOutcome } from '../database/tables.ts';
import { type Write, writeAndRead } from '../database/write.ts';
import { type ReadForSettlement, readForSettlement } from '../payment/read-for-settlement.ts';
import {
  NotificationRefused,
  type PaymentProvider,
  type ProviderEvent,
  type RawNotification,
} from '../provider/provider.ts';
import type { ProviderName } from '../provider-name.ts';
import {
  mayBeSettled,
  type NotificationDependencies,
  settleNotification,
  storedNotification,
} from './settle-notification.ts';

/**
 * Receives a provider's notification in two transactions: record, then apply with the outcome. After a crash
 * in between, the next delivery or start applies the record.
 *
 * @returns the outcome, the same for each delivery of one event
 * @throws PublicError PROVIDER_NOTIFICATION_REFUSED without a record, because anyone could fill the table
 */
export async function receiveNotification(
  dependencies: NotificationDependencies,
  provider: PaymentProvider,
  raw: RawNotification,
): Promise<NotificationOutcome> {
  return receiveEvent(dependencies, provider.name, await verify(provider, raw));
}

/** Records and applies a verified event of a provider, from a notification or a query. */
export async function receiveEvent(
  dependencies: NotificationDependencies,
  provider: ProviderName,
  event: ProviderEvent,
): Promise<NotificationOutcome> {
  const body = JSON.stringify({ ...event, amountMinor: String(event.amountMinor) });
  // Hash of the content, not of the bytes, because a provider may sign and encrypt each delivery again.
  const digest = createHash('sha256').update(body).digest('base64url');
  const recorded = notificationRecorded(provider, event.eventId, { body, digest, at: dependencies.clock() });
  const { isRecorded, payment } = await record(dependencies.db, event, recorded);
  if (!isRecorded) {
    const stored = await storedNotification(dependencies.db, provider, event.eventId);
    if (stored.body_digest !== digest) {
      throw new PublicError('PROVIDER_NOTIFICATION_MISMATCH', 'this event id was used with another body');
    }
    if (stored.outcome !== null) return stored.outcome;
  }
  return settleNotification(dependencies, provider, event, payment);
}

async function verify(provider: PaymentProvider, raw: RawNotification): Promise<ProviderEvent> {
  try {
    return await provider.verifyNotification(raw);
  } catch (error) {
    if (error instanceof NotificationRefused) throw new PublicError('PROVIDER_NOTIFICATION_REFUSED');
    throw error;
  }
}

/** Has a row for the first delivery. */
function notificationRecorded(
  provider: ProviderName,
  eventId: string,
  { body, digest, at }: { readonly body: string; readonly digest: string; readonly at: Date },
): Write {
  return sql`
    recorded AS (
      INSERT INTO provider_notification (provider, event_id, body_digest, body, received_at)
      VALUES (${provider}, ${eventId}, ${digest}, ${body}, ${at}) ON CONFLICT DO NOTHING
      RETURNING event_id)`;
}

/**
 * One statement is one transaction: the record survives whatever follows. If it fails, nothing is recorded,
 * the provider gets an error and retries.
 */
async function record(db: Db, event: ProviderEvent, recorded: Write): Promise<ReadForSettlement> {
  if (mayBeSettled(event)) return readForSettlement(db, event.paymentId, recorded);
  const rows = await writeAndRead(db, [recorded], sql`SELECT event_id FROM recorded`);
  return { isRecorded: rows.length > 0, payment: undefined };
}

/** Parses an event as `receiveEvent` recorded it. */
function parseStored(body: object): ProviderEvent {
  const event = body as Omit<ProviderEvent, 'amountMinor'> & { amountMinor: string };
  return { ...event, amountMinor: BigInt(event.amountMinor) };
}

/** Applies notifications that were recorded but not applied before a crash. */
export async function settlePending(dependencies: NotificationDependencies): Promise<number> {
  const pending = await dependencies.db
    .selectFrom('provider_notification')
    .select(['provider', 'body'])
    .where('outcome', 'is', null)
    .orderBy('received_at')
    .execute();
  for (const { provider, body } of pending) {
    const event = parseStored(body);
    const { payment } = mayBeSettled(event)
      ? await readForSettlement(dependencies.db, event.paymentId, null)
      : { payment: undefined };
    await settleNotification(dependencies, provider, event, payment);
  }
  return pending.length;
}
