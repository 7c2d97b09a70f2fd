import { receiveEvent } from '../notification/receive.ts';
import type { NotificationDependencies } from '../notification/settle-notification.ts';
import type { OrderStatus, PaymentProviders, ProviderEvent } from '../provider/provider.ts';
import { closeUnknown, openUnknown } from './case-of-unknown.ts';
import { claimDue, type DueInquiry } from './claim-due.ts';
import { attemptsBeforeCase, graceMilliseconds } from './schedule.ts';

export interface InquiryDependencies extends NotificationDependencies {
  readonly providers: PaymentProviders;
  /** Time for the provider's notification, and interval after the first query. */
  readonly firstMilliseconds: number;
}

const atOnce = 20;

/**
 * Queries the providers about payments with an unknown outcome. Their answers are recorded and applied like
 * notifications.
 *
 * @returns the number of queries
 */
export async function askProviders(dependencies: InquiryDependencies): Promise<number> {
  const { db, clock, firstMilliseconds } = dependencies;
  const due = await claimDue(db, { now: clock(), firstMilliseconds, limit: atOnce });
  await Promise.all(due.map((inquiry) => ask(dependencies, inquiry)));
  return due.length;
}

async function ask(dependencies: InquiryDependencies, inquiry: DueInquiry): Promise<void> {
  const { db, clock, providers } = dependencies;
  const provider = providers.get(inquiry.provider);
  // A provider that is no longer configured cannot be queried; an operator has to decide.
  const status = provider && (await provider.query(inquiry.payment_id).catch(() => undefined));
  const event = status && eventOf(status, inquiry, clock());
  if (event !== undefined) await receiveEvent(dependencies, inquiry.provider, event);
  if (event !== undefined && event.event !== 'submit') {
    await closeUnknown(db, inquiry, clock());
    return;
  }
  const waitsForPayer = status?.known === true && status.event === 'start';
  if (inquiry.attempts >= attemptsBeforeCase && !waitsForPayer) await openUnknown(db, inquiry, clock());
}

/** The event to apply; undefined if the answer is not new. */
function eventOf(status: OrderStatus, inquiry: DueInquiry, now: Date): ProviderEvent | undefined {
  const paymentId = inquiry.payment_id;
  if (!status.known) {
    if (now.getTime() < inquiry.expires_at.getTime() + graceMilliseconds) return undefined;
    const [amountMinor, currency] = [BigInt(inquiry.amount_minor), inquiry.currency];
    return { eventId: `asked:${paymentId}:absent`, paymentId, event: 'cancel', amountMinor, currency };
  }
  // Waiting for the payer. Not applied: the caller that opened the payment has not received its URL.
  if (status.event === 'start') return undefined;
  const { event, amountMinor, currency } = status;
  return { eventId: `asked:${paymentId}:${event}`, paymentId, event, amountMinor, currency };
}
