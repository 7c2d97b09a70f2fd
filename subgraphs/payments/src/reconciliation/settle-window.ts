import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { postTransfer } from '../ledger/post-transfer.ts';
import { postingsOfSettlement } from '../ledger/postings.ts';

export type Settled =
  | { readonly kind: 'settled'; readonly id: string }
  | { readonly kind: 'not-found' | 'not-closed' | 'breaks-open' };

/**
 * Posts a provider's payout, once the treasurer has seen the money in the bank. Refused while a line of the
 * window is a break.
 */
export async function settleWindow(
  trx: Db,
  order: { agency: string; id: string; bankReference: string; actor: string; now: Date },
): Promise<Settled> {
  const window = await trx
    .selectFrom('settlement_window')
    .selectAll()
    .where('agency', '=', order.agency)
    .where('id', '=', order.id)
    .forUpdate()
    .executeTakeFirst();
  if (window === undefined) return { kind: 'not-found' };
  if (window.state !== 'closed') return { kind: 'not-closed' };
  const { rows } = await sql`
    SELECT FROM payment_case AS open JOIN statement_line AS line
      ON line.agency = open.agency AND line.provider = open.provider
      AND line.transaction = open.transaction AND line.kind = open.line_kind
    WHERE open.closed_at IS NULL AND line.provider = ${window.provider} AND line.day = ${window.day}
      -- A payment to several agencies is one line, in the queue of the first; its money is in the window of each.
      AND (line.agency = ${order.agency} OR EXISTS (
        SELECT FROM payment_notice AS part WHERE part.agency = ${order.agency}
          AND part.payment_agency = line.agency AND part.payment_id = line.payment_id)) LIMIT 1`.execute(trx);
  if (rows.length > 0) return { kind: 'breaks-open' };
  await trx
    .updateTable('settlement_window')
    .set({
      state: 'settled',
      settled_at: order.now,
      settled_by: order.actor,
      bank_reference: order.bankReference,
    })
    .where('agency', '=', order.agency)
    .where('id', '=', order.id)
    .execute();
  const [collected, refunded] = [BigInt(window.collected_minor), BigInt(window.refunded_minor)];
  const postings = postingsOfSettlement(window.provider, {
    collected,
    refunded,
    fee: BigInt(window.fee_minor),
  });
  if (postings.length > 0) {
    await postTransfer(trx, {
      agency: window.agency,
      of: { kind: 'settlement', settlementId: window.id },
      currency: window.currency,
      postedAt: order.now,
      postings,
    });
  }
  return { kind: 'settled', id: order.id };
}
