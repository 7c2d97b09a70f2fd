import type { ProviderEvent } from '../provider.ts';

/** Maps trade_state. REFUND is a paid order that was refunded in part or in full. */
export function eventOfTrade(state: unknown): ProviderEvent['event'] | null {
  switch (state) {
    case 'NOTPAY':
      return 'start';
    case 'USERPAYING':
      return 'submit';
    case 'SUCCESS':
    case 'REFUND':
      return 'succeed';
    case 'CLOSED':
    case 'REVOKED':
      return 'cancel';
    case 'PAYERROR':
      return 'fail';
    default:
      return null;
  }
}
