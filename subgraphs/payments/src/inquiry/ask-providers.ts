import { takeEvent } from '../notification/receive.ts';
import type { NotificationDependencies } from '../notification/settle-notification.ts';
import type { OrderStatus, PaymentProviders, ProviderEvent } from '../provider/provider.ts';
import { closeUnknown, openUnknown } from './case-of-unknown.ts';
import { claimDue, type DueInquiry } from './claim-due.ts';
import { attemptsBeforeCase, graceMilliseconds } from './schedule.ts';

export interface InquiryDependencies extends NotificationDependencies {
  readonly providers: PaymentProviders;
  /** How long a provider has to tell by itself, and how long it is left alone after the first question. */
  readonly firstMilliseconds: number;
}

const atOnce = 20;

/**
 * Asks the providers about payments whose outcome is unknown: a time-out, a crash in between, a notification
 * that never came. What they say is recorded and applied exactly as if they had notified it.
 *
 * @returns how many were asked
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
  // One that is not offered any more cannot be asked: that, too, is for a human in the end.
  const status = provider && (await provider.query(inquiry.payment_id).catch(() => undefined));
  const event = status && eventOf(status, inquiry, clock());
  if (event !== undefined) await takeEvent(dependencies, inquiry.provider, event);
  if (event !== undefined && event.event !== 'submit') {
    await closeUnknown(db, inquiry, clock());
    return;
  }
  const waitsForPayer = status?.known === true && status.event === 'start';
  if (inquiry.attempts >= attemptsBeforeCase && !waitsForPayer) await openUnknown(db, inquiry, clock());
}

/** What there is to apply; undefined where the answer says nothing new. */
function eventOf(status: OrderStatus, inquiry: DueInquiry, now: Date): ProviderEvent | undefined {
  const paymentId = inquiry.payment_id;
  if (!status.known) {
    if (now.getTime() < inquiry.expires_at.getTime() + graceMilliseconds) return undefined;
    const [amountMinor, currency] = [BigInt(inquiry.amount_minor), inquiry.currency];
    return { eventId: `asked:${paymentId}:absent`, paymentId, event: 'cancel', amountMinor, currency };
  }
  // Waiting for the payer. Not applied: whoever began the payment has yet to be given its address.
  if (status.event === 'start') return undefined;
  const { event, amountMinor, currency } = status;
  return { eventId: `asked:${paymentId}:${event}`, paymentId, event, amountMinor, currency };
}
