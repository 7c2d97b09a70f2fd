import type { ProviderEvent } from '../provider.ts';

/**
 * What a trade_status means for us. TRADE_CLOSED is an order that ran out of time *or* one that was paid and
 * given back in full: read as unpaid, the second would take a success back.
 */
export function eventOfTrade(status: unknown, wasPaid: boolean): ProviderEvent['event'] | null {
  switch (status) {
    case 'WAIT_BUYER_PAY':
      return 'start';
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED':
      return 'succeed';
    case 'TRADE_CLOSED':
      return wasPaid ? 'succeed' : 'cancel';
    default:
      return null;
  }
}
