import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyEvent } from '../../test/fixtures/apply-event.ts';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import type { Db } from '../database/database.ts';
import { issueNotice } from '../notice/issue-notice.ts';
import { openPayment } from '../payment/open-payment.ts';
import { demoKeys } from '../receipt/keys.ts';
import { createReceiptSigner } from '../receipt/signer.ts';

let payments: TestPayments;
beforeAll(async () => {
  payments = await startTestPayments();
});
afterAll(() => payments.stop());

/**
 * Contradictory on purpose: abandoned, declined and paid, one twice, any of them before the payment has
 * started.
 */
const news = [
  ['opened', 'start'],
  ['on its way', 'submit'],
  ['given up', 'cancel'],
  ['declined', 'fail'],
  ['paid', 'succeed'],
  // The same content under another id.
  ['paid again', 'succeed'],
] as const;

it('in all 720 orders, six notifications of a payment have the same result', {
  timeout: 120_000,
}, async () => {
  const { db } = payments;
  const signer = await createReceiptSigner(await demoKeys(db, ['finance'], new Date()));
  let ends = 0;

  /** Backtracks over the remaining notifications, because orders share prefixes. */
  async function goOn(trx: Db, id: string, left: readonly (typeof news)[number][]): Promise<void> {
    if (left.length === 0) {
      ends += 1;
      expect(await end(trx, id)).toEqual(settled);
      return;
    }
    for (const next of left) {
      const mark = sql.id(`before_${left.length}`);
      await sql`SAVEPOINT ${mark}`.execute(trx);
      await tell(trx, id, next);
      await goOn(
        trx,
        id,
        left.filter((other) => other !== next),
      );
      await sql`ROLLBACK TO SAVEPOINT ${mark}`.execute(trx);
    }
  }
  async function tell(trx: Db, paymentId: string, [eventId, event]: (typeof news)[number]): Promise<void> {
    const told = { eventId, paymentId, event, amountMinor: 10_000n, currency: 'CNY' };
    expect(['applied', 'unchanged']).toContain(await applyEvent(trx, signer, 'test', told, new Date()));
  }

  const ids = await Promise.all(news.map(() => begin()));
  await Promise.all(
    news.map((first, index) =>
      db.transaction().execute(async (trx) => {
        const id = ids[index]!;
        await tell(trx, id, first);
        await goOn(
          trx,
          id,
          news.filter((other) => other !== first),
        );
      }),
    ),
  );
  expect(ends).toBe(720);
});

const settled = { state: 'success', status: 'paid', closed: true, transfers: 1, receipts: 1 };

async function end(trx: Db, id: string): Promise<unknown> {
  // Runs the deferred checks now.
  await sql`SET CONSTRAINTS ALL IMMEDIATE`.execute(trx);
  await sql`SET CONSTRAINTS ALL DEFERRED`.execute(trx);
  const { rows } = await sql`
    SELECT payment.state, notice.status, closed_by_provider AS closed,
      (SELECT count(*)::int FROM transfer WHERE payment_id = payment.id) AS transfers,
      (SELECT count(*)::int FROM receipt WHERE payment_id = payment.id) AS receipts
    FROM payment_of_notice AS payment JOIN notice ON notice.code = notice_code
    WHERE id = ${id}`.execute(trx);
  return rows[0];
}

async function begin(): Promise<string> {
  return payments.db.transaction().execute(async (trx) => {
    const now = new Date();
    const issued = await issueNotice(trx, {
      agency: 'finance',
      regionCode: '330102',
      citizenKey: null,
      items: [{ revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor: 10_000n }],
      dueDate: '2099-12-31',
      fineParticulars: null,
      lateFee: null,
      now,
    });
    if (issued.kind !== 'issued') throw new Error(issued.kind);
    const opened = await openPayment(trx, {
      notices: [{ code: issued.code, amountMinor: null }],
      payerKey: randomUUID(),
      clientId: 'wechat-city',
      provider: 'test',
      returnUrl: null,
      reference: null,
      now,
    });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    return opened.paymentId;
  });
}
