/** An order of a simulated provider. Amounts are minor units. */
export interface Order {
  readonly number: string;
  readonly amountMinor: number;
  readonly subject: string;
  readonly notifyUrl: string;
  readonly expiresAt: Date;
  transaction: string;
  state: 'waiting' | 'paid' | 'closed';
  paidAt: Date | null;
  readonly refunds: Map<string, Refund>;
}

export interface Refund {
  readonly number: string;
  readonly transaction: string;
  readonly amountMinor: number;
  readonly at: Date;
}

export function refundedMinor(order: Order): number {
  return [...order.refunds.values()].reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** The provider's fee: 0.6 %, rounded. */
export function feeMinor(amountMinor: number): number {
  return Math.round(amountMinor * 0.006);
}

/** An expired unpaid order is closed at the next access. */
export function closeIfExpired(order: Order, now: Date): void {
  if (order.state === 'waiting' && order.expiresAt <= now) order.state = 'closed';
}

/** `2026-11-25 16:30:00` in Beijing. */
export function beijing(instant: Date): string {
  return new Date(instant.getTime() + 28_800_000).toISOString().slice(0, 19).replace('T', ' ');
}

export function fromBeijing(text: string): Date {
  return new Date(/[+Z]/.test(text) ? text : `${text.replace(' ', 'T')}+08:00`);
}

/** `12.34` for 1234. */
export function yuan(amountMinor: number): string {
  return (amountMinor / 100).toFixed(2);
}
