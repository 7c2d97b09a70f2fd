import type { WebhookMessageRow } from '../database/database.ts';

type MessageFacts = Pick<WebhookMessageRow, 'type' | 'occurred_at' | 'payment_id' | 'dispute_id'> & {
  readonly state: string;
};

/**
 * The message as it is posted. It contains only id and state; further data needs a query, where consent is
 * checked.
 * @param reference the app's reference of the payment
 */
export function messageBody(
  { type, state, occurred_at, payment_id, dispute_id }: MessageFacts,
  reference: string | null,
): string {
  return JSON.stringify({
    type,
    timestamp: occurred_at.toISOString(),
    data: {
      ...(payment_id !== null && { paymentId: payment_id }),
      ...(dispute_id !== null && { disputeId: dispute_id }),
      ...(reference !== null && { reference }),
      state: state.toUpperCase(),
    },
  });
}
