import type { Db, DisputeRow, NoticeRow } from '../database/database.ts';
import { treasuryDate } from '../money/treasury.ts';
import { endLockedNotice } from '../payment/end-notice.ts';
import { lockNotices } from '../payment/lock.ts';
import { type DisputeEventName, nextDisputeState } from '../states/dispute.ts';
import { recordDisputeEvent } from './record-event.ts';

/** Who ends a dispute: the citizen withdraws it, or the agency decides it with a reason. */
export type Ending =
  | { readonly event: 'withdraw'; readonly citizenKey: string }
  | {
      readonly event: 'uphold' | 'reject';
      readonly agency: string;
      readonly actor: string;
      readonly answer: string;
      /** Scope of the operator: clerks decide about notices, treasurers about payments. */
      readonly mayDecide: (dispute: Pick<DisputeRow, 'payment_id'>) => boolean;
    };

/** Result, stored under the idempotency key. */
export type EndedDispute = { readonly kind: 'ended' | 'not-found' | 'not-open' | 'not-yours' };

/**
 * Ends a dispute within the caller's transaction. An upheld dispute withdraws a due notice. No money moves:
 * the agency's treasurer refunds what was paid.
 */
export async function endDispute(
  trx: Db,
  disputeId: string,
  ending: Ending,
  now: Date,
): Promise<EndedDispute> {
  const found = await trx.selectFrom('dispute').selectAll().where('id', '=', disputeId).executeTakeFirst();
  if (found === undefined || !concerns(found, ending)) return { kind: 'not-found' };
  if (ending.event !== 'withdraw' && !ending.mayDecide(found)) return { kind: 'not-yours' };
  // Lock order: the notice first (payment/lock.ts); what was read before may be outdated.
  const notice = (await lockNotices(trx, [found.notice_code])).get(found.notice_code);
  if (notice === undefined) throw new Error('a dispute without its notice');
  const dispute = await trx
    .selectFrom('dispute')
    .selectAll()
    .where('id', '=', disputeId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const next = nextDisputeState(dispute.state, ending.event);
  if (next === null) return { kind: 'not-open' };
  const { actor, answer } = ending.event === 'withdraw' ? { actor: null, answer: null } : ending;
  await trx
    .updateTable('dispute')
    .set({ state: next, answer, ended_at: now })
    .where('agency', '=', dispute.agency)
    .where('id', '=', dispute.id)
    .execute();
  await recordDisputeEvent(trx, dispute, {
    event: ending.event,
    from: dispute.state,
    to: next,
    actor,
    at: now,
  });
  if (dispute.payment_id === null) {
    await goOn(trx, notice, ending.event, now);
    if (ending.event === 'uphold') {
      const { actor, answer: reason } = ending;
      await endLockedNotice(trx, notice, { event: 'withdraw', actor, reason, now });
    }
  }
  return { kind: 'ended' };
}

function concerns(dispute: DisputeRow, ending: Ending): boolean {
  return ending.event === 'withdraw'
    ? dispute.citizen_key === ending.citizenKey
    : dispute.agency === ending.agency;
}

/**
 * The late fee grows again. Days of a decided dispute do not count; those of a withdrawn one do, or disputing
 * would gain time.
 */
async function goOn(trx: Db, notice: NoticeRow, event: DisputeEventName, now: Date): Promise<void> {
  const today = treasuryDate(now);
  const countedUntil = notice.late_fee_until ?? notice.due_date;
  const skipped = event !== 'withdraw' && notice.late_fee_basis_points !== null && today > countedUntil;
  await trx
    .updateTable('notice')
    .set({ disputed: false, ...(skipped ? { late_fee_until: today } : {}) })
    .where('agency', '=', notice.agency)
    .where('code', '=', notice.code)
    .execute();
}
