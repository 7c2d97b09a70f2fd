import type { IncomingHttpHeaders } from 'node:http';
import type { PaymentEventName } from '../payment/states.ts';

export const providerNames = ['test'] as const;
export type ProviderName = (typeof providerNames)[number];

/** What a provider is asked to collect. Amounts are minor units. */
export interface ProviderOrder {
  /** Our payment id. A provider opens one order for it, however often it is asked (merchant order number). */
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly returnUrl: string | null;
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
  /** The provider gives the money back. `done` where it has; else its news follow, or the same order tells when asked again. */
  | { readonly outcome: 'accepted'; readonly done: boolean }
  /** The provider has understood and will not do it, now or later. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** No answer, or one that says nothing. The money may have moved: ask again with the same refund id. */
  | { readonly outcome: 'unknown' };

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
  /** Gives back all or part of a payment; safe to repeat with the same refund id, which tells how it stands. */
  refund(order: RefundOrder): Promise<RefundResult>;
  /** @throws NotificationRefused where the delivery is not surely the provider's, or is stale */
  readNotification(notification: RawNotification): ProviderEvent;
}

export class NotificationRefused extends Error {
  override readonly name = 'NotificationRefused';
}

export type PaymentProviders = ReadonlyMap<ProviderName, PaymentProvider>;
