import type { Db } from '../database/database.ts';
import { lockRefund, moveRefund } from './move-refund.ts';

export interface RefundDecision {
  readonly agency: string;
  readonly refundId: string;
  readonly decision: 'approve' | 'reject';
  readonly actor: string;
  readonly now: Date;
}

/** Result of a decision, stored under its idempotency key. */
export type DecidedRefund = { readonly kind: 'decided' | 'not-found' | 'decided-before' | 'own-request' };

/**
 * Decides a refund under the four-eyes principle: the requester may withdraw, but not approve it. Part of the
 * caller's transaction.
 */
export async function decideRefund(trx: Db, decision: RefundDecision): Promise<DecidedRefund> {
  const refund = await lockRefund(trx, decision.refundId);
  if (refund === undefined || refund.agency !== decision.agency) return { kind: 'not-found' };
  if (refund.state !== 'requested') return { kind: 'decided-before' };
  const { actor, now } = decision;
  if (decision.decision === 'approve' && refund.requested_by === actor) return { kind: 'own-request' };
  await moveRefund(trx, refund, decision.decision, actor, now);
  return { kind: 'decided' };
}
