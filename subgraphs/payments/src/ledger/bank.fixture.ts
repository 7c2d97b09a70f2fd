import { randomUUID } from 'node:crypto';
import { createDatabase, type Database, migrateToLatest } from '@civic-graph/subgraph-kit';
import { startTestDatabase } from '@civic-graph/testing';
import { sql } from 'kysely';
import { insertCatalogue } from '../demo/insert-catalogue.ts';
import { issueNotice } from '../notice/issue-notice.ts';
import { applyEvent } from '../notification/apply-event.fixture.ts';
import { openPayment } from '../payment/open-payment.ts';
import { requestRefund } from '../refund/request-refund.ts';
import { beginRefund, finishRefund } from '../refund/submit-refund.ts';
import type { PaymentsTables } from '../tables.ts';

const amountMinor = 1_000n;

/** The books of a service that does nothing else, for the bank test: money moves between accounts while others read. */
export interface Bank {
  readonly db: Database<PaymentsTables>;
  /** A notice is issued and paid, and 300 of its 1,000 are given back. */
  move(): Promise<void>;
  /** What a reader sees now that no moment may show: half of a movement, a balance that is not that of its entries. */
  anomalies(): Promise<number>;
  /** Balances by kind of account. */
  balances(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

export async function openBank(): Promise<Bank> {
  const server = await startTestDatabase();
  const db = createDatabase<PaymentsTables>(server.url);
  await migrateToLatest(db, new URL('../../migrations/', import.meta.url));
  await insertCatalogue(db);
  return {
    db,
    move: () => move(db),
    anomalies: () => anomalies(db),
    async balances() {
      const { rows } = await sql<{ kind: string; sum: string }>`
        SELECT kind, sum(balance_minor)::text AS sum FROM account_standing GROUP BY kind`.execute(db);
      return Object.fromEntries(rows.map(({ kind, sum }) => [kind, sum]));
    },
    async close() {
      await db.destroy();
      await server.stop();
    },
  };
}

/** A notice is issued and paid, and a part of the money given back. */
async function move(db: Bank['db']): Promise<void> {
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

/** One statement is one snapshot. */
async function anomalies(db: Bank['db']): Promise<number> {
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
  const [found] = rows;
  if (found === undefined) throw new Error('a count is a row');
  return found.anomalies;
}
