import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { isUuid } from '../database/lists.ts';
import type { NotificationOutcome } from '../database/tables.ts';
import { type Write, writeAndRead, writeIfUnchanged } from '../database/write.ts';
import { areAllUnchanged, noticesIfUnchanged } from '../notice/unchanged-notices.ts';
import type { NumberedPayment } from '../payment/read-for-settlement.ts';
import { settlement } from '../payment/settle-payment.ts';
import type { ProviderEvent } from '../provider/provider.ts';
import type { ProviderName } from '../provider-name.ts';
import type { ReceiptSigner } from '../receipt/signer.ts';
import { isUnderWay } from '../states/payment.ts';
import { isMoneyOf, judgeEvent } from './judge-event.ts';

export interface NotificationDependencies {
  readonly db: Db;
  readonly signer: ReceiptSigner;
  readonly clock: () => Date;
}

/**
 * Applies a recorded notification and its outcome exactly once: simultaneous deliveries wait at the locks of
 * the notices, and later ones change nothing.
 *
 * @param read the payment of the event, if it has been read
 */
export async function settleNotification(
  dependencies: NotificationDependencies,
  provider: ProviderName,
  event: ProviderEvent,
  read: NumberedPayment | undefined,
): Promise<NotificationOutcome> {
  return (
    (await settleOptimistically(dependencies, provider, event, read)) ??
    settleLocked(dependencies, provider, event)
  );
}

/** Whether to read the payment of an event: events other than success are rare, and handled under locks. */
export function mayBeSettled(event: ProviderEvent): boolean {
  return event.event === 'succeed' && isUuid(event.paymentId);
}

/**
 * Settles in one statement, without locks, if the payment is in progress and nothing has changed since it was
 * read; this is the usual case.
 *
 * @returns `null` if it must be handled under locks
 */
export async function settleOptimistically(
  { db, signer, clock }: NotificationDependencies,
  provider: ProviderName,
  event: ProviderEvent,
  read: NumberedPayment | undefined,
): Promise<NotificationOutcome | null> {
  if (event.event !== 'succeed' || read === undefined) return null;
  if (!isUnderWay(read.payment.state) || !isMoneyOf(read.payment, provider, event)) return null;
  const now = clock();
  const outcome = 'applied';
  const notices = read.parts.map(({ notice }) => notice);
  const isWritten = await writeIfUnchanged(
    db,
    [
      noticesIfUnchanged(notices),
      ...(await settlement(signer, read, now)),
      outcomeKept(provider, event.eventId, outcome, now),
    ],
    [
      areAllUnchanged(notices),
      sql`EXISTS (SELECT FROM payment_step)`,
      sql`EXISTS (SELECT FROM kept_outcome)`,
    ],
  );
  return isWritten ? outcome : null;
}

function settleLocked(
  { db, signer, clock }: NotificationDependencies,
  provider: ProviderName,
  event: ProviderEvent,
): Promise<NotificationOutcome> {
  return db.transaction().execute(async (trx) => {
    const now = clock();
    const { outcome, writes } = await judgeEvent(trx, signer, provider, event, now);
    const [first] = await writeAndRead<{ outcome: NotificationOutcome }>(
      trx,
      [...writes, outcomeKept(provider, event.eventId, outcome, now)],
      sql`SELECT outcome FROM kept_outcome`,
    );
    return first?.outcome ?? (await firstOutcome(trx, provider, event.eventId));
  });
}

function outcomeKept(
  provider: ProviderName,
  eventId: string,
  outcome: NotificationOutcome,
  settledAt: Date,
): Write {
  return sql`
    kept_outcome AS (
      UPDATE provider_notification SET outcome = ${outcome}, settled_at = ${settledAt}
       WHERE provider = ${provider} AND event_id = ${eventId} AND outcome IS NULL
      RETURNING outcome)`;
}

async function firstOutcome(trx: Db, provider: ProviderName, eventId: string): Promise<NotificationOutcome> {
  const { outcome } = await storedNotification(trx, provider, eventId);
  if (outcome === null) throw new Error('a notification has lost its outcome');
  return outcome;
}

export function storedNotification(db: Db, provider: ProviderName, eventId: string) {
  return db
    .selectFrom('provider_notification')
    .select(['body_digest', 'outcome'])
    .where('provider', '=', provider)
    .where('event_id', '=', eventId)
    .executeTakeFirstOrThrow();
}
