import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { initialRefundState } from '../states/refund.ts';
import { moveRefund, recordRefundEvent } from './move-refund.ts';

export interface RefundRequest {
  readonly agency: string;
  readonly paymentId: string;
  readonly noticeCode: string;
  /** Default is the whole rest. */
  readonly amountMinor: bigint | null;
  readonly reason: string;
  readonly actor: string;
  readonly now: Date;
}

/** Result of a request, stored under its idempotency key. */
export type RequestedRefund =
  | { readonly kind: 'requested'; readonly refundId: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'too-much'; readonly refundableMinor: string; readonly currency: string };

/**
 * Records a refund and reserves its money, within the caller's transaction. Above the agency's limit it waits
 * for a second operator. The provider is called afterwards.
 */
export async function requestRefund(trx: Db, request: RefundRequest): Promise<RequestedRefund> {
  const part = await trx
    .selectFrom('payment_notice')
    .innerJoin('payment', (join) =>
      join
        .onRef('payment.agency', '=', 'payment_notice.payment_agency')
        .onRef('payment.id', '=', 'payment_notice.payment_id'),
    )
    .selectAll('payment_notice')
    .select('payment.payer_key')
    .where('payment_notice.agency', '=', request.agency)
    .where('payment_notice.notice_code', '=', request.noticeCode)
    .where('payment_notice.payment_id', '=', request.paymentId)
    // Serialises refunds of the same money; otherwise the database would reject the second.
    .forUpdate('payment_notice')
    .executeTakeFirst();
  if (part === undefined) return { kind: 'not-found' };
  const came = part.state === 'settled' || part.state === 'surplus';
  const refundable = came ? BigInt(part.amount_minor) - BigInt(part.refunded_minor) : 0n;
  const amount = request.amountMinor ?? refundable;
  if (amount > refundable || refundable === 0n) {
    return { kind: 'too-much', refundableMinor: String(refundable), currency: part.currency };
  }
  const { actor, now } = request;
  const refund = { agency: part.agency, id: randomUUID(), state: initialRefundState };
  const { needs_approval } = await trx
    .insertInto('refund')
    .values({
      ...refund,
      notice_code: part.notice_code,
      payment_agency: part.payment_agency,
      payment_id: part.payment_id,
      payer_key: part.payer_key,
      amount_minor: amount,
      currency: part.currency,
      reason: request.reason,
      requested_by: actor,
      created_at: now,
      next_attempt_at: now,
    })
    .returning('needs_approval')
    .executeTakeFirstOrThrow();
  await recordRefundEvent(trx, refund, {
    event: 'request',
    from: sql`NULL`,
    to: refund.state,
    actor,
    at: now,
  });
  if (!needs_approval) await moveRefund(trx, refund, 'approve', null, now);
  return { kind: 'requested', refundId: refund.id };
}
