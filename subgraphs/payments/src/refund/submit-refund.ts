import type { Db, RefundRow } from '../database/database.ts';
import { postRefund, postRefundEnd } from '../ledger/post-refund.ts';
import type { PaymentProviders, RefundResult } from '../provider/provider.ts';
import { lockRefund, moveRefund } from './move-refund.ts';

export interface RefundDependencies {
  readonly db: Db;
  readonly providers: PaymentProviders;
  readonly clock: () => Date;
}

/**
 * Has the provider pay an approved refund. It is posted as submitted first, and no lock is held during the
 * call. Idempotent, because a provider refunds once per refund id.
 *
 * An unknown outcome stays for `resumeRefunds`.
 */
export async function submitRefund(dependencies: RefundDependencies, id: string): Promise<void> {
  const { db, providers, clock } = dependencies;
  const begun = await db.transaction().execute((trx) => beginRefund(trx, id, clock()));
  if (begun === undefined) return;
  const result = await askProvider(db, providers, begun);
  if (result.outcome === 'unknown' || (result.outcome === 'accepted' && !result.done)) {
    await postpone(db, begun, clock());
  } else {
    const event = result.outcome === 'accepted' ? 'succeed' : 'fail';
    await db.transaction().execute((trx) => finishRefund(trx, id, event, clock()));
  }
}

/** Claims the refund for the provider call, within the caller's transaction. */
export async function beginRefund(trx: Db, id: string, now: Date): Promise<RefundRow | undefined> {
  const refund = await lockRefund(trx, id);
  if (refund?.state === 'approved') {
    await postRefund(trx, refund, now);
    await moveRefund(trx, refund, 'submit', null, now);
    return refund;
  }
  return refund?.state === 'submitted' ? refund : undefined;
}

/**
 * Applies the provider's final answer on a refund; later answers change nothing. Part of the caller's
 * transaction.
 */
export async function finishRefund(trx: Db, id: string, event: 'succeed' | 'fail', now: Date): Promise<void> {
  const refund = await lockRefund(trx, id);
  if (refund === undefined || (await moveRefund(trx, refund, event, null, now)) === null) return;
  await postRefundEnd(trx, refund, event, now);
}

async function askProvider(db: Db, providers: PaymentProviders, refund: RefundRow): Promise<RefundResult> {
  const payment = await db
    .selectFrom('payment')
    .selectAll()
    .where('agency', '=', refund.payment_agency)
    .where('id', '=', refund.payment_id)
    .executeTakeFirstOrThrow();
  const provider = providers.get(payment.provider);
  // The provider is not configured, so the outcome stays unknown.
  if (provider === undefined) return { outcome: 'unknown' };
  try {
    return await provider.refund({
      paymentId: payment.id,
      paymentReference: payment.provider_reference ?? payment.id,
      paymentAmountMinor: BigInt(payment.amount_minor),
      refundId: refund.id,
      amountMinor: BigInt(refund.amount_minor),
      currency: refund.currency,
      reason: refund.reason,
    });
  } catch {
    return { outcome: 'unknown' };
  }
}

const firstPause = 10_000;
const longestPause = 60 * 60_000;

async function postpone(db: Db, refund: RefundRow, now: Date): Promise<void> {
  const pause = Math.min(firstPause * 2 ** refund.attempts, longestPause);
  await db
    .updateTable('refund')
    .set({ attempts: refund.attempts + 1, next_attempt_at: new Date(now.getTime() + pause) })
    .where('agency', '=', refund.agency)
    .where('id', '=', refund.id)
    .where('state', '=', 'submitted')
    .where('attempts', '=', refund.attempts)
    .execute();
}
