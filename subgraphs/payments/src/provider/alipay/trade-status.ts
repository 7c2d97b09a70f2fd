import type { ProviderEvent } from '../provider.ts';

/**
 * Maps trade_status. TRADE_CLOSED is an expired order *or* a fully refunded one; reading the second as unpaid
 * would revoke a success.
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
