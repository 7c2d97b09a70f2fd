import type { IncomingHttpHeaders } from 'node:http';
import type { ProviderName } from '../provider-name.ts';
import type { PaymentEventName } from '../states/payment.ts';

/** Order for a provider. Amounts are minor units. */
export interface ProviderOrder {
  /**
   * Our payment id (merchant order number). A provider opens one order for it, however often it is called.
   */
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly returnUrl: string | null;
  /** Time at which the provider closes an unpaid order. */
  readonly expiresAt: Date;
}

export type StartResult =
  | { readonly started: true; readonly reference: string; readonly payUrl: string }
  /**
   * The provider has definitely refused. A time-out is not a refusal: the outcome is unknown, and the call
   * throws.
   */
  | { readonly started: false };

/** Refund of a succeeded payment, for a provider. Amounts are minor units. */
export interface RefundOrder {
  readonly paymentId: string;
  /** The provider's reference of the order. */
  readonly paymentReference: string;
  /** Whole amount of the payment, which some providers require beside the refunded part. */
  readonly paymentAmountMinor: bigint;
  /** Our refund id (merchant refund number). A provider refunds once for it, however often it is called. */
  readonly refundId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reason: string;
}

export type RefundResult =
  /**
   * The provider accepts the refund. `done` if it is complete; else a notification or the same call reports
   * completion.
   */
  | { readonly outcome: 'accepted'; readonly done: boolean }
  /** The provider has definitely refused the refund. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** No answer, or an inconclusive one. The money may have moved: retry with the same refund id. */
  | { readonly outcome: 'unknown' };

/** A provider's answer about an order. */
export type OrderStatus =
  /** The provider does not know the order, or not before the payer comes. */
  | { readonly known: false }
  | {
      readonly known: true;
      readonly event: ProviderEvent['event'];
      readonly amountMinor: bigint;
      readonly currency: string;
    };

/** A line of a provider's statement. Amounts are minor units and positive. */
export interface StatementLine {
  readonly kind: 'payment' | 'refund';
  /** The provider's transaction number. */
  readonly transaction: string;
  /** Our order number: a payment id, or a number of another system. */
  readonly order: string;
  /** Our refund number; null in a payment's line. */
  readonly refund: string | null;
  readonly amountMinor: bigint;
  /** The provider's fee; negative if it returns one. */
  readonly feeMinor: bigint;
  readonly currency: string;
  readonly occurredAt: Date;
}

/** A verified notification. */
export interface ProviderEvent {
  /** The provider's event id, the same for each delivery. */
  readonly eventId: string;
  readonly paymentId: string;
  readonly event: Exclude<PaymentEventName, 'refuse' | 'surplus'>;
  readonly amountMinor: bigint;
  readonly currency: string;
}

/** A raw delivery, because the signature covers the bytes of the body. */
export interface RawNotification {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Adapter of a payment provider. */
export interface PaymentProvider {
  readonly name: ProviderName;
  /** Opens the order; idempotent and safe to call concurrently for one payment id. */
  start(order: ProviderOrder): Promise<StartResult>;
  /** Refunds all or part of a payment; idempotent per refund id, and reports its state. */
  refund(order: RefundOrder): Promise<RefundResult>;
  /** Queries the order. A time-out throws, because the state is unknown. */
  query(paymentId: string): Promise<OrderStatus>;
  /** @throws NotificationRefused if the delivery is not authentic, or is stale */
  verifyNotification(notification: RawNotification): Promise<ProviderEvent>;
  /** Acknowledgement that stops the provider's retries. */
  readonly acknowledgement: { readonly contentType: string; readonly body: string };
  /** All movements of a day (YYYY-MM-DD, in the treasury's time zone); null if it is not ready yet. */
  fetchStatement(date: string): Promise<readonly StatementLine[] | null>;
}

export class NotificationRefused extends Error {
  override readonly name = 'NotificationRefused';
}

/** No answer, or an inconclusive one: the request may have taken effect. Retry. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

export type PaymentProviders = ReadonlyMap<ProviderName, PaymentProvider>;
