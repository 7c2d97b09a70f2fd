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
 * Takes a provider's notification in. Two transactions on purpose: it is recorded first, then applied
 * together with its outcome. A crash in between leaves a record without an outcome, which the next delivery,
 * or the next start, applies; a marker written before the work would lose it.
 *
 * @returns what came of it, the same for each delivery of one event
 * @throws PublicError PROVIDER_NOTIFICATION_REFUSED, of which nothing is recorded: anyone could fill the
 *   table
 */
export async function receiveNotification(
  dependencies: NotificationDependencies,
  provider: PaymentProvider,
  raw: RawNotification,
): Promise<NotificationOutcome> {
  return takeEvent(dependencies, provider.name, await verify(provider, raw));
}

/** Records what a provider surely says, whether it told by itself or was asked, and then applies it. */
export async function takeEvent(
  dependencies: NotificationDependencies,
  provider: ProviderName,
  event: ProviderEvent,
): Promise<NotificationOutcome> {
  const body = JSON.stringify({ ...event, amountMinor: String(event.amountMinor) });
  // Of what it says, not of its bytes: a provider signs, and may seal, each delivery of one event anew.
  const digest = createHash('sha256').update(body).digest('base64url');
  const recorded = notificationRecorded(provider, event.eventId, { body, digest, at: dependencies.clock() });
  const { isRecorded, payment } = await record(dependencies.db, event, recorded);
  if (!isRecorded) {
    const stored = await storedNotification(dependencies.db, provider, event.eventId);
    if (stored.body_digest !== digest) {
      throw new PublicError('PROVIDER_NOTIFICATION_MISMATCH', 'this event id came before with another body');
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

/** Has a row where it is the first time. */
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
 * The statement is a transaction of its own: what it has written is there, whatever becomes of the payment
 * afterwards. Where it fails as a whole nothing is recorded, the provider is told so, and sends again.
 */
async function record(db: Db, event: ProviderEvent, recorded: Write): Promise<ReadForSettlement> {
  if (mayBeSettled(event)) return readForSettlement(db, event.paymentId, recorded);
  const rows = await writeAndRead(db, [recorded], sql`SELECT event_id FROM recorded`);
  return { isRecorded: rows.length > 0, payment: undefined };
}

/** What `takeEvent` has recorded. */
function parseStored(body: object): ProviderEvent {
  const event = body as Omit<ProviderEvent, 'amountMinor'> & { amountMinor: string };
  return { ...event, amountMinor: BigInt(event.amountMinor) };
}

/** Applies what was recorded but not applied when the process ended. */
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
