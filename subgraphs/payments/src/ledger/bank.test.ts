import { randomUUID } from 'node:crypto';
import { createDatabase, type Database, migrateToLatest } from '@civic-graph/subgraph-kit';
import { startTestDatabase } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { payeeUnits, revenueCodes } from '../demo/catalogue.ts';
import { issueNotice } from '../notice/issue-notice.ts';
import { applyEvent } from '../notification/apply-event.ts';
import { openPayment } from '../payment/open-payment.ts';
import { requestRefund } from '../refund/request-refund.ts';
import { beginRefund, finishRefund } from '../refund/submit-refund.ts';
import type { PaymentsTables } from '../tables.ts';
import { bringBalancesForward, checkBooks } from './balances.ts';

/*
 * The bank test: money moves between accounts while others read. A reader that ever sees half of a movement, or a balance
 * that is not that of its entries, has found an anomaly. READS sets how many reads, 100000 for the full row.
 */
const reads = Number(process.env.READS ?? 1_000);
const [writers, readers] = [4, 4];
const amountMinor = 1_000n;

let server: Awaited<ReturnType<typeof startTestDatabase>>;
let db: Database<PaymentsTables>;
beforeAll(async () => {
  server = await startTestDatabase();
  db = createDatabase<PaymentsTables>(server.url);
  await migrateToLatest(db, new URL('../../migrations/', import.meta.url));
  await db
    .insertInto('payee_unit')
    .values(payeeUnits.map((unit) => ({ ...unit })))
    .execute();
  await db
    .insertInto('revenue_code')
    .values([...revenueCodes])
    .execute();
});
afterAll(async () => {
  await db.destroy();
  await server.stop();
});

/** A notice is issued and paid, and a part of the money given back. */
async function move(): Promise<void> {
  const now = new Date();
  const notice = await db.transaction().execute((trx) =>
    issueNotice(trx, {
      agency: 'finance',
      regionCode: '330102',
      citizenKey: null,
      items: [{ revenueCode: '103049901', legalBasis: 'Fees', amountMinor }],
      dueDate: '2099-12-31',
      lateFee: null,
      fineParticulars: null,
      now,
    }),
  );
  const opened = await db.transaction().execute((trx) =>
    openPayment(trx, {
      notices: [{ code: notice.code, amountMinor: null }],
      payerKey: 'CTZ-0000000000',
      clientId: 'wechat-city',
      provider: 'test',
      returnUrl: null,
      reference: null,
      now,
    }),
  );
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const { paymentId } = opened;
  const succeeded = {
    eventId: randomUUID(),
    paymentId,
    event: 'succeed',
    amountMinor,
    currency: 'CNY',
  } as const;
  await db
    .transaction()
    .execute((trx) => applyEvent(trx, { sign: async () => 'signed' }, 'test', succeeded, now));
  const requested = await db.transaction().execute((trx) =>
    requestRefund(trx, {
      agency: 'finance',
      paymentId,
      noticeCode: notice.code,
      amountMinor: 300n,
      reason: 'test',
      actor: 'treasurer',
      now,
    }),
  );
  if (requested.kind !== 'requested') throw new Error(requested.kind);
  await db.transaction().execute((trx) => beginRefund(trx, requested.refundId, now));
  await db.transaction().execute((trx) => finishRefund(trx, requested.refundId, 'succeed', now));
}

/** What no moment may show: one statement is one snapshot. */
async function anomalies(): Promise<number> {
  const { rows } = await sql<{ anomalies: number }>`
    WITH standing AS (SELECT kind, sum(balance_minor) AS amount FROM account_standing GROUP BY kind),
    paid AS (SELECT coalesce(sum(paid_minor), 0) AS amount FROM notice),
    settled AS (SELECT coalesce(sum(amount_minor), 0) AS amount FROM payment_notice WHERE state = 'settled'),
    back AS (SELECT coalesce(sum(amount_minor), 0) AS amount FROM refund WHERE state IN ('submitted', 'success'))
    SELECT (
      ((SELECT coalesce(sum(amount), 0) FROM standing) <> 0)::int
      + ((SELECT amount FROM paid) <> (SELECT amount FROM settled))::int
      + (coalesce((SELECT -amount FROM standing WHERE kind = 'revenue'), 0)
         <> (SELECT amount FROM settled) - (SELECT amount FROM back))::int
      + ((SELECT count(*) FROM receipt) <> (SELECT count(*) FROM payment_notice WHERE state = 'settled'))::int
    ) AS anomalies`.execute(db);
  return rows[0]!.anomalies;
}

it(`shows no anomaly in ${reads} reads while money moves`, { timeout: 3_600_000 }, async () => {
  let [found, left, moved] = [0, reads, 0];
  const write = async () => {
    while (left > 0) {
      await move();
      moved += 1;
    }
  };
  const read = async () => {
    while (left > 0) {
      left -= 1;
      found += await anomalies();
      if (left % 50 === 0) await bringBalancesForward(db);
    }
  };
  await Promise.all([...Array.from({ length: writers }, write), ...Array.from({ length: readers }, read)]);
  expect(found).toBe(0);
  expect(moved).toBeGreaterThan(10);
  expect(await checkBooks(db)).toEqual([]);
  const { rows } = await sql`SELECT kind, sum(balance_minor)::text AS sum FROM account_standing
    GROUP BY kind ORDER BY kind`.execute(db);
  expect(rows).toEqual([
    { kind: 'clearing', sum: String(700 * moved) },
    { kind: 'refund', sum: '0' },
    { kind: 'revenue', sum: String(-700 * moved) },
  ]);
});
