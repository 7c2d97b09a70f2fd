import { sql } from 'kysely';
import type { Db, RefundRow } from '../database/database.ts';
import { postTransfer } from './post-transfer.ts';
import {
  type Posting,
  postingsOfPayment,
  postingsOfRefund,
  postingsOfRefundDone,
  postingsOfSurplus,
} from './postings.ts';

/** Reserves a refund: the payment's revenue (or surplus) becomes a debt to the payer. */
export async function postRefund(trx: Db, refund: RefundRow, now: Date): Promise<void> {
  const { provider, credits } = await creditsOfPayment(trx, refund);
  const taken = await takenBefore(trx, refund);
  const postings = postingsOfRefund(provider, credits, taken, BigInt(refund.amount_minor));
  await post(trx, refund, 'refund', postings, now);
}

/** Ends a refund: the provider has paid the payer, or the reservation is reversed. */
export async function postRefundEnd(
  trx: Db,
  refund: RefundRow,
  event: 'succeed' | 'fail',
  now: Date,
): Promise<void> {
  if (event === 'succeed') {
    const { provider } = await creditsOfPayment(trx, refund);
    const postings = postingsOfRefundDone(provider, BigInt(refund.amount_minor));
    await post(trx, refund, 'refund-done', postings, now);
    return;
  }
  const posted = await trx
    .selectFrom('entry')
    .innerJoin('transfer', (join) =>
      join.onRef('transfer.agency', '=', 'entry.agency').onRef('transfer.id', '=', 'entry.transfer_id'),
    )
    .innerJoin('account', (join) =>
      join.onRef('account.agency', '=', 'entry.agency').onRef('account.id', '=', 'entry.account_id'),
    )
    .select(['account.id', 'account.kind', 'account.region', 'account.revenue_code', 'entry.amount_minor'])
    .where('transfer.agency', '=', refund.agency)
    .where('transfer.refund_id', '=', refund.id)
    .where('transfer.kind', '=', 'refund')
    .orderBy('entry.line')
    .execute();
  const reversed = posted.map(({ amount_minor, ...account }) => ({
    account,
    amountMinor: -BigInt(amount_minor),
  }));
  await post(trx, refund, 'refund-failed', reversed, now);
}

function post(
  trx: Db,
  refund: RefundRow,
  kind: 'refund' | 'refund-done' | 'refund-failed',
  postings: readonly Posting[],
  postedAt: Date,
): Promise<void> {
  return postTransfer(trx, {
    agency: refund.agency,
    of: { kind, payment: { agency: refund.payment_agency, id: refund.payment_id }, refundId: refund.id },
    currency: refund.currency,
    postedAt,
    postings,
  });
}

/** Credits of the payment's money for the notice, in their order. */
async function creditsOfPayment(
  trx: Db,
  refund: RefundRow,
): Promise<{ provider: string; credits: readonly Posting[] }> {
  const part = await trx
    .selectFrom('payment_notice as part')
    .innerJoin('notice', (join) =>
      join.onRef('notice.agency', '=', 'part.agency').onRef('notice.code', '=', 'part.notice_code'),
    )
    .innerJoin('payment', (join) =>
      join.onRef('payment.agency', '=', 'part.payment_agency').onRef('payment.id', '=', 'part.payment_id'),
    )
    .select(['part.amount_minor', 'part.state', 'part.position_minor', 'notice.region', 'payment.provider'])
    .where('part.agency', '=', refund.agency)
    .where('part.notice_code', '=', refund.notice_code)
    .where('part.payment_id', '=', refund.payment_id)
    // Locked: amounts of other refunds of the same money must not change meanwhile.
    .forUpdate('part')
    .executeTakeFirstOrThrow();
  const { provider, region } = part;
  const items = await trx
    .selectFrom('notice_item')
    .select(['revenue_code', 'amount_minor'])
    .where('agency', '=', refund.agency)
    .where('notice_code', '=', refund.notice_code)
    .orderBy('line')
    .execute();
  const [, ...credits] =
    part.position_minor === null
      ? postingsOfSurplus(provider, BigInt(part.amount_minor))
      : postingsOfPayment(
          provider,
          { amount_minor: part.amount_minor, notice: { region, paid_minor: part.position_minor } },
          items,
        );
  return { provider, credits };
}

/** Amounts that other refunds of the same money have taken, by account, without failed ones. */
async function takenBefore(trx: Db, refund: RefundRow): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<{ account_id: string; amount_minor: string }>`
    SELECT account_id, sum(entry.amount_minor) AS amount_minor
    FROM refund
    JOIN transfer ON transfer.agency = refund.agency AND transfer.refund_id = refund.id
      AND transfer.kind IN ('refund', 'refund-failed')
    JOIN entry ON entry.agency = transfer.agency AND entry.transfer_id = transfer.id
    WHERE refund.agency = ${refund.agency} AND refund.payment_id = ${refund.payment_id}
      AND refund.notice_code = ${refund.notice_code}
    GROUP BY account_id`.execute(trx);
  return new Map(rows.map((row) => [row.account_id, BigInt(row.amount_minor)]));
}
