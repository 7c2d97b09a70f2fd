import { personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { bringBalancesForward, checkBooks } from './balances.ts';

let payments: TestPayments;
beforeAll(async () => {
  payments = await startTestPayments();
});
afterAll(() => payments.stop());

async function pay(): Promise<void> {
  const { paymentId } = await payments.initiate(personas.lin, await payments.issue());
  await payments.deliver(payments.notification(paymentId, 'payment.succeeded'));
}
/** Accounts whose balance is not the sum of their entries. */
async function wrong(): Promise<number> {
  const { rows } = await sql`
    SELECT FROM account_standing AS standing
    WHERE balance_minor <> (SELECT coalesce(sum(amount_minor), 0) FROM entry
                            WHERE agency = standing.agency AND account_id = standing.account_id)`.execute(
    payments.db,
  );
  return rows.length;
}

it('shows the balance of every account, before, while and after entries are added to balances', async () => {
  expect(await wrong()).toBe(0);
  expect(await bringBalancesForward(payments.db)).toBeGreaterThan(1_000);
  expect(await wrong()).toBe(0);
  await pay();
  expect(await wrong()).toBe(0);
  expect(await bringBalancesForward(payments.db)).toBe(2);
  expect(await bringBalancesForward(payments.db)).toBe(0);
  expect(await wrong()).toBe(0);
  expect(await checkBooks(payments.db)).toEqual([]);
});

it('skips entries that an open transaction may still post, and loses none of them', async () => {
  let commit: (() => void) | undefined;
  const open = payments.db.transaction().execute(async (trx) => {
    await sql`SELECT pg_current_xact_id()`.execute(trx);
    await new Promise<void>((resolve) => {
      commit = resolve;
    });
  });
  await expect.poll(() => commit).toBeDefined();
  await pay();
  await bringBalancesForward(payments.db);
  expect(await wrong()).toBe(0);
  commit?.();
  await open;
  await bringBalancesForward(payments.db);
  expect(await wrong()).toBe(0);
  expect(await checkBooks(payments.db)).toEqual([]);
});

it('adds each entry once, however many processes do it', async () => {
  await Promise.all([pay(), pay(), pay()]);
  const added = await Promise.all(Array.from({ length: 5 }, () => bringBalancesForward(payments.db)));
  expect(added.reduce((sum, one) => sum + one, 0)).toBe(6);
  expect(await checkBooks(payments.db)).toEqual([]);
});

it('skips an incomplete transfer, even if the service itself updates balances', async () => {
  await pay();
  await bringBalancesForward(payments.db);
  const { paymentId } = await payments.initiate(personas.lin, await payments.issue());
  await payments.db.transaction().execute(async (trx) => {
    await sql`INSERT INTO transfer (agency, id, payment_agency, payment_id, kind, posted_at, entries)
      SELECT 'finance', ${paymentId}, agency, id, 'surplus', now(), 2 FROM payment WHERE id = ${paymentId}`.execute(
      trx,
    );
    expect(await bringBalancesForward(trx)).toBe(0);
    const post = (line: number, amount: number) =>
      sql`
      INSERT INTO entry SELECT agency, ${paymentId}, ${line}::smallint, account_id, ${amount}::bigint, currency FROM entry
      WHERE agency = 'finance' AND line = ${line} LIMIT 1`.execute(trx);
    await post(1, 10_000);
    expect(await bringBalancesForward(trx)).toBe(0);
    await post(2, -10_000);
  });
  expect(await wrong()).toBe(0);
  expect(await bringBalancesForward(payments.db)).toBe(2);
  expect(await wrong()).toBe(0);
  const findings = (await checkBooks(payments.db)).map(({ finding }) => finding);
  expect(findings).not.toContain('balance differs from its entries');
});

it.each<[string, string]>([
  ['balance differs from its entries', 'UPDATE account_balance SET balance_minor = balance_minor + 1'],
  [
    'notice counts other than its payments have settled',
    `ALTER TABLE notice DISABLE TRIGGER ALL;
     UPDATE notice SET paid_minor = 1, status = 'partly-paid' WHERE status = 'issued'`,
  ],
  [
    'transfer does not add up to zero',
    'ALTER TABLE entry DISABLE TRIGGER ALL; UPDATE entry SET amount_minor = amount_minor + 1 WHERE line = 1',
  ],
  [
    'transfer has other entries than it was posted with',
    `ALTER TABLE entry DISABLE TRIGGER ALL; DELETE FROM entry
     WHERE transfer_id = (SELECT transfer_id FROM entry LIMIT 1)`,
  ],
  [
    'settled without its receipt, or a receipt without it',
    'ALTER TABLE receipt DISABLE TRIGGER ALL; DELETE FROM receipt',
  ],
  [
    'refunded other than its refunds',
    `ALTER TABLE payment_notice DISABLE TRIGGER ALL;
     UPDATE payment_notice SET refunded_minor = 1 WHERE state = 'settled'`,
  ],
  [
    'state differs from its last event',
    `ALTER TABLE payment DISABLE TRIGGER ALL; UPDATE payment SET state = 'failed' WHERE state = 'success'`,
  ],
  [
    'money of a payment and its transfer differ',
    `ALTER TABLE payment_notice DISABLE TRIGGER ALL;
     UPDATE payment_notice SET state = 'released', position_minor = NULL WHERE state = 'settled'`,
  ],
])('finds that a %s', async (finding, damage) => {
  const found = await payments.owner
    .transaction()
    .execute(async (trx) => {
      await sql.raw(damage).execute(trx);
      const { rows } = await sql<{ finding: string }>`SELECT DISTINCT finding FROM check_books()`.execute(
        trx,
      );
      throw Object.assign(new Error('undone'), { found: rows.map((row) => row.finding) });
    })
    .catch((error: { found?: string[] }) => {
      if (error.found === undefined) throw error;
      return error.found;
    });
  expect(found).toContain(finding);
});
