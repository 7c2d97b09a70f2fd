import { personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { treasury, treasuryDate } from '../money/treasury.ts';
import { reconcile } from '../reconciliation/reconcile.ts';
import { createPaymentsSubgraph } from '../subgraph.ts';
import { planNotices } from './plan.ts';

const dayMilliseconds = 86_400_000;

describe('demo data', () => {
  let payments: TestPayments;
  beforeAll(async () => {
    payments = await startTestPayments();
  });
  afterAll(() => payments.stop());

  async function row(statement: string): Promise<Record<string, unknown> | undefined> {
    const { rows } = await sql.raw<Record<string, unknown>>(statement).execute(payments.db);
    return rows[0];
  }

  it('has some 3,000 notices of four agencies, most of them paid', async () => {
    const totals = await row(`
      SELECT count(*)::int AS notices, count(DISTINCT agency)::int AS agencies,
             count(DISTINCT citizen_key)::int AS citizens,
             (count(*) FILTER (WHERE status = 'paid') * 2 > count(*)) AS most_paid FROM notice`);
    expect(totals).toMatchObject({ agencies: 4, citizens: 1_000, most_paid: true });
    expect(totals?.notices).toBeGreaterThan(2_800);
    expect(totals?.notices).toBeLessThan(3_200);
  });

  it('is consistent: each paid notice has one payment, one transfer of its amount, one receipt', async () => {
    const disagreeing = await row(`
      SELECT count(*)::int AS n FROM notice
      LEFT JOIN payment_of_notice AS payment ON payment.notice_code = notice.code AND payment.state = 'success'
      LEFT JOIN transfer ON transfer.payment_id = payment.id
      LEFT JOIN entry ON entry.transfer_id = transfer.id AND entry.account_id = 'clearing:test'
      LEFT JOIN receipt ON receipt.payment_id = payment.id
      WHERE CASE WHEN notice.status = 'paid'
            THEN (entry.amount_minor = notice.amount_minor AND receipt.amount_minor = notice.amount_minor) IS NOT TRUE
            ELSE payment.id IS NOT NULL END`);
    expect(disagreeing).toEqual({ n: 0 });
    expect(await row('SELECT sum(amount_minor)::text AS sum FROM entry')).toEqual({ sum: '0' });
  });

  it('gives lin two due notices, one a fine, and a paid one with its receipt; zhao one due', async () => {
    const of = (key: string) =>
      row(`SELECT count(*) FILTER (WHERE status = 'issued' AND due_date > now())::int AS due,
                  count(offence) FILTER (WHERE status = 'issued')::int AS fines,
                  count(receipt.number)::int AS receipts
           FROM notice LEFT JOIN fine_particulars ON fine_particulars.notice_code = code
           LEFT JOIN receipt ON receipt.notice_code = code WHERE citizen_key = '${key}'`);
    expect(await of(personas.lin.citizenKey)).toEqual({ due: 2, fines: 1, receipts: 1 });
    expect(await of(personas.zhao.citizenKey)).toEqual({ due: 1, fines: 1, receipts: 0 });
  });

  it('is loaded once: a second start changes nothing, including receipt keys', async () => {
    const state = `SELECT (SELECT count(*)::int FROM notice) AS notices, (SELECT count(*)::int FROM entry) AS entries,
      (SELECT count(*)::int FROM receipt_key) AS keys`;
    const before = await row(state);
    const again = await createPaymentsSubgraph(payments.config);
    await again.close();
    expect(await row(state)).toEqual(before);
    expect(before).toMatchObject({ keys: 7 });
  });

  it('has no break: the provider’s statements match the ledger', async () => {
    const { db, providers } = payments;
    const problems: unknown[] = [];
    const now = Date.now();
    // The last day's statement is ready a day later, and includes late lines of the day before.
    for (const days of [-8, -1, 1, 2]) {
      const clock = () => new Date(now + days * dayMilliseconds);
      await reconcile({ db, clock, providers, report: (error) => problems.push(error) });
    }
    expect(problems).toEqual([]);
    expect(await row('SELECT count(*)::int AS n FROM payment_case')).toEqual({ n: 0 });
    const first = treasuryDate(new Date(now - 15 * dayMilliseconds));
    const known = await row(`
      SELECT (SELECT count(*)::int FROM statement_line WHERE verdict = 'matched') AS matched,
             (SELECT count(*)::int FROM transfer WHERE (posted_at AT TIME ZONE '${treasury.zone}')::date >= '${first}') AS posted`);
    expect(known?.matched).toBe(known?.posted);
    expect(known?.matched).toBeGreaterThan(0);
  });

  it('is the same for the same day', () => {
    const now = new Date('2026-11-25T08:00:00Z');
    expect(planNotices(now)).toEqual(planNotices(now));
    expect(planNotices(now, 1)).not.toEqual(planNotices(now, 2));
  });
});
