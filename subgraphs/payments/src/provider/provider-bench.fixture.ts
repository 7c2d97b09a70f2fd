import type { PaymentProvider, RawNotification } from './provider.ts';

/**
 * A provider with the world behind it: the adapter under test, and what a payer, a network and a forger do to it. One for
 * each adapter, so that one contract is held to all of them.
 */
export interface ProviderBench {
  readonly name: string;
  readonly provider: PaymentProvider;
  readonly clock: () => Date;
  /** Sets how far the clock of both sides is ahead. */
  ahead(milliseconds: number): void;
  /** What comes of calls: done and answered, done with the answer lost, or not even heard. */
  answers(what: 'all' | 'lost' | 'none'): void;
  /** Every call is answered with this refusal, genuinely; null ends it. */
  refuse(refusal: Refusal | null): void;
  /** Refusals after which nothing was done and nothing will be, and those that leave it open. */
  readonly refusals: { readonly final: readonly Refusal[]; readonly open: readonly Refusal[] };
  /** The payer pays. */
  pay(paymentId: string): Promise<void>;
  /** Nobody pays, and the provider closes the order. */
  close(paymentId: string): Promise<void>;
  /** A notification of how the order stands, as it would be sent now or at another time. */
  notification(paymentId: string, eventId: string, sentAt?: Date): Sent;
  /** Notifications that are not surely the provider's, by what is wrong with them. */
  forgeries(paymentId: string): Readonly<Record<string, Sent>>;
  /** How the adapter calls the order towards the provider. */
  orderOf(paymentId: string): string;
  /** Whether a refund is done when it is first asked for, or on its way. */
  readonly refundsAtOnce: boolean;
  /** What the provider keeps of a payment. */
  feeMinor(amountMinor: bigint): bigint;
  stop(): Promise<void>;
}

export interface Refusal {
  readonly status: number;
  readonly code: string;
}

export interface Sent {
  readonly headers: Record<string, string>;
  readonly body: string;
}

export function rawOf({ headers, body }: Sent): RawNotification {
  return { headers, body: Buffer.from(body) };
}

/** `{a: 1}` and `{b: 2}` of one base: each a notification with one thing wrong. */
export function withHeader(sent: Sent, name: string, value: string): Sent {
  return { ...sent, headers: { ...sent.headers, [name]: value } };
}
