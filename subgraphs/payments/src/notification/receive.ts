import { createHash } from 'node:crypto';
import { PublicError } from '@civic-graph/errors';
import type { Db } from '../database.ts';
import {
  NotificationRefused,
  type PaymentProvider,
  type ProviderEvent,
  type ProviderName,
  type RawNotification,
} from '../provider/provider.ts';
import type { ReceiptSigner } from '../receipt/signer.ts';
import type { NotificationOutcome } from '../tables.ts';
import { applyEvent } from './apply-event.ts';

export interface NotificationDependencies {
  readonly db: Db;
  readonly signer: ReceiptSigner;
  readonly clock: () => Date;
}

/**
 * Takes a provider's notification in. Two transactions on purpose: it is recorded first, then applied together
 * with its outcome. A crash in between leaves a record without an outcome, which the next delivery, or the next
 * start, applies; a marker written before the work would lose it.
 *
 * @returns what came of it, the same for each delivery of one event
 * @throws PublicError PROVIDER_NOTIFICATION_REFUSED, of which nothing is recorded: anyone could fill the table
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
  await record(dependencies, provider, event.eventId, body, digest);
  return settleNotification(dependencies, provider, event.eventId, digest);
}

async function verify(provider: PaymentProvider, raw: RawNotification): Promise<ProviderEvent> {
  try {
    return await provider.verifyNotification(raw);
  } catch (error) {
    if (error instanceof NotificationRefused) throw new PublicError('PROVIDER_NOTIFICATION_REFUSED');
    throw error;
  }
}

async function record(
  { db, clock }: NotificationDependencies,
  provider: ProviderName,
  eventId: string,
  body: string,
  digest: string,
): Promise<void> {
  await db
    .insertInto('provider_notification')
    .values({
      provider,
      event_id: eventId,
      body_digest: digest,
      body,
      received_at: clock(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Applies a recorded notification, once: the row lock makes simultaneous deliveries wait for the first. */
function settleNotification(
  { db, signer, clock }: NotificationDependencies,
  provider: ProviderName,
  eventId: string,
  digest?: string,
): Promise<NotificationOutcome> {
  return db.transaction().execute(async (trx) => {
    const stored = await trx
      .selectFrom('provider_notification')
      .select(['body', 'body_digest', 'outcome'])
      .where('provider', '=', provider)
      .where('event_id', '=', eventId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (digest !== undefined && digest !== stored.body_digest) {
      throw new PublicError('PROVIDER_NOTIFICATION_MISMATCH', 'this event id came before with another body');
    }
    if (stored.outcome !== null) return stored.outcome;
    const now = clock();
    const outcome = await applyEvent(trx, signer, provider, parseStored(stored.body), now);
    await trx
      .updateTable('provider_notification')
      .set({ outcome, settled_at: now })
      .where('provider', '=', provider)
      .where('event_id', '=', eventId)
      .execute();
    return outcome;
  });
}

/** What `record` wrote. */
function parseStored(body: object): ProviderEvent {
  const event = body as Omit<ProviderEvent, 'amountMinor'> & { amountMinor: string };
  return { ...event, amountMinor: BigInt(event.amountMinor) };
}

/** Applies what was recorded but not applied when the process ended. */
export async function settlePending(dependencies: NotificationDependencies): Promise<number> {
  const pending = await dependencies.db
    .selectFrom('provider_notification')
    .select(['provider', 'event_id'])
    .where('outcome', 'is', null)
    .orderBy('received_at')
    .execute();
  for (const { provider, event_id } of pending) await settleNotification(dependencies, provider, event_id);
  return pending.length;
}
