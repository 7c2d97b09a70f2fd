import { type RawBuilder, sql } from 'kysely';
import type { Db, RefundRow } from '../database/database.ts';
import { nextRefundState, type RefundEventName, type RefundState } from '../states/refund.ts';

/** Returns the refund with its row locked until the transaction ends, or `undefined`. */
export function lockRefund(trx: Db, id: string): Promise<RefundRow | undefined> {
  return trx.selectFrom('refund').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/**
 * Applies an event to a refund by the state table and records the step. The caller holds the row lock.
 *
 * @param actor the acting operator; absent for the provider and the platform
 * @returns the new state, or `null` if the event changes nothing
 */
export async function moveRefund(
  trx: Db,
  refund: Pick<RefundRow, 'agency' | 'id' | 'state'>,
  event: RefundEventName,
  actor: string | null,
  at: Date,
): Promise<RefundState | null> {
  const next = nextRefundState(refund.state, event);
  if (next === null) return null;
  await trx
    .updateTable('refund')
    .set({ state: next, ...(actor === null ? {} : { decided_by: actor }) })
    .where('agency', '=', refund.agency)
    .where('id', '=', refund.id)
    .execute();
  await recordRefundEvent(trx, refund, { event, from: sql`${refund.state}`, to: next, actor, at });
  return next;
}

interface Step {
  readonly event: RefundEventName | 'request';
  readonly from: RawBuilder<unknown>;
  readonly to: RefundState;
  readonly actor: string | null;
  readonly at: Date;
}

export async function recordRefundEvent(
  trx: Db,
  { agency, id }: Pick<RefundRow, 'agency' | 'id'>,
  { event, from, to, actor, at }: Step,
): Promise<void> {
  await sql`
    INSERT INTO refund_event (agency, refund_id, sequence, event, from_state, to_state, actor, occurred_at)
    SELECT ${agency}, ${id}, coalesce(max(sequence), 0) + 1, ${event}, ${from}, ${to}, ${actor}, ${at}
    FROM refund_event WHERE agency = ${agency} AND refund_id = ${id}`.execute(trx);
}
