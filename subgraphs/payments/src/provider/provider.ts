import type { IncomingHttpHeaders } from 'node:http';
import type { ProviderName } from '../provider-name.ts';
import type { PaymentEventName } from '../states/payment.ts';

/** What a provider is asked to collect. Amounts are minor units. */
export interface ProviderOrder {
  /** Our payment id. A provider opens one order for it, however often it is asked (merchant order number). */
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly returnUrl: string | null;
  /** When the provider is to close the order if nobody has paid it by then. */
  readonly expiresAt: Date;
}

export type StartResult =
  | { readonly started: true; readonly reference: string; readonly payUrl: string }
  /** The provider has understood and will not do it. A time-out is not this: it means unknown, and throws. */
  | { readonly started: false };

/** What a provider is asked to give back of a payment that has succeeded. Amounts are minor units. */
export interface RefundOrder {
  readonly paymentId: string;
  /** What the provider called the order when it was opened. */
  readonly paymentReference: string;
  /** The whole amount of the payment: some providers want it beside the part that is given back. */
  readonly paymentAmountMinor: bigint;
  /** Our refund id. A provider gives back once for it, however often it is asked (merchant refund number). */
  readonly refundId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reason: string;
}

export type RefundResult =
  /**
   * The provider gives the money back. `done` where it has; else its news follow, or the same order tells
   * when asked again.
   */
  | { readonly outcome: 'accepted'; readonly done: boolean }
  /** The provider has understood and will not do it, now or later. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** No answer, or one that says nothing. The money may have moved: ask again with the same refund id. */
  | { readonly outcome: 'unknown' };

/** What a provider says of an order when it is asked. */
export type OrderStatus =
  /** The provider has never heard of it, or will not hear of it before the payer comes. */
  | { readonly known: false }
  | {
      readonly known: true;
      readonly event: ProviderEvent['event'];
      readonly amountMinor: bigint;
      readonly currency: string;
    };

/** A line of a provider's statement: money that moved. Amounts are minor units and positive. */
export interface StatementLine {
  readonly kind: 'payment' | 'refund';
  /** The provider's own number of the transaction. */
  readonly transaction: string;
  /**
   * Our number of the order as the provider writes it: a payment id, or what somebody else's system wrote.
   */
  readonly order: string;
  /** Our number of the refund; null in a line of a payment. */
  readonly refund: string | null;
  readonly amountMinor: bigint;
  /** What the provider keeps for itself; negative where it gives a fee back. */
  readonly feeMinor: bigint;
  readonly currency: string;
  readonly occurredAt: Date;
}

/** What a verified notification says. */
export interface ProviderEvent {
  /** The provider's id of the event; a repeated delivery bears the same one. */
  readonly eventId: string;
  readonly paymentId: string;
  readonly event: Exclude<PaymentEventName, 'refuse' | 'surplus'>;
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** A delivery as it came, the body before any parsing, because the signature covers its bytes. */
export interface RawNotification {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Where payment providers are plugged in: one adapter for each. */
export interface PaymentProvider {
  readonly name: ProviderName;
  /** Opens the order; safe to repeat and to call at the same time with the same payment id. */
  start(order: ProviderOrder): Promise<StartResult>;
  /**
   * Gives back all or part of a payment; safe to repeat with the same refund id, which tells how it stands.
   */
  refund(order: RefundOrder): Promise<RefundResult>;
  /** How the order stands. A time-out throws: it means unknown. */
  query(paymentId: string): Promise<OrderStatus>;
  /** @throws NotificationRefused where the delivery is not surely the provider's, or is stale */
  verifyNotification(notification: RawNotification): Promise<ProviderEvent>;
  /** What the provider wants to hear so that it stops repeating a notification. */
  readonly acknowledgement: { readonly contentType: string; readonly body: string };
  /** All that moved on a day (YYYY-MM-DD, in the treasury's zone); null where it is not ready yet. */
  fetchStatement(date: string): Promise<readonly StatementLine[] | null>;
}

export class NotificationRefused extends Error {
  override readonly name = 'NotificationRefused';
}

/** No answer, or one that says nothing: what was asked for may have happened or not. Ask again. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

export type PaymentProviders = ReadonlyMap<ProviderName, PaymentProvider>;
