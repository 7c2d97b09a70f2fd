import {
  dumpAndRestore,
  dumpIsAbsent,
  personas,
  startSystemServer,
  startTestDatabase,
} from '@civic-graph/testing';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { startPaymentsOn, type TestPayments } from '../../test/fixtures/payments.ts';
import { bringBalancesForward, checkBooks } from './balances.ts';

if (dumpIsAbsent !== null && process.env.CI === 'true') throw new Error(dumpIsAbsent);

async function pay(payments: TestPayments): Promise<void> {
  const { paymentId } = await payments.initiate(personas.lin, await payments.issue());
  expect(await payments.deliver(payments.notification(paymentId, 'payment.succeeded'))).toMatchObject({
    status: 200,
  });
}

/** By account: its balance and the sum of its entries. */
async function standing({ db }: TestPayments): Promise<{ told: object[]; summed: object[] }> {
  const told = await sql<object>`
    SELECT agency, account_id, balance_minor::text AS amount FROM account_standing ORDER BY agency, account_id`.execute(
    db,
  );
  const summed = await sql<object>`
    SELECT agency, account_id, sum(amount_minor)::text AS amount FROM entry
    GROUP BY agency, account_id ORDER BY agency, account_id`.execute(db);
  return { told: told.rows, summed: summed.rows };
}

async function expectExact(payments: TestPayments): Promise<object[]> {
  const { told, summed } = await standing(payments);
  expect(told).toEqual(summed);
  return told;
}

it.skipIf(dumpIsAbsent !== null)(
  'a ledger restored into a newer server has the same balances, and continues',
  { timeout: 120_000 },
  async () => {
    // Older than the embedded server, because a dump upgrades a database.
    const old = await startSystemServer();
    const restored = await startTestDatabase();
    const before = await startPaymentsOn({ url: old.url, stop: async () => {} });
    let stood: object[];
    try {
      // A server with higher transaction ids than the new one.
      await sql
        .raw('DO $$ BEGIN FOR n IN 1..30000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$')
        .execute(before.db);
      await pay(before);
      await bringBalancesForward(before.db);
      await pay(before);
      stood = await expectExact(before);
      await dumpAndRestore(old.url, restored.url);
    } finally {
      await before.stop();
      await old.stop();
    }
    const after = await startPaymentsOn(restored);
    try {
      expect(await expectExact(after)).toEqual(stood);
      await pay(after);
      await expectExact(after);
      expect(await bringBalancesForward(after.db)).toBe(4);
      await pay(after);
      await expectExact(after);
      expect(await checkBooks(after.db)).toEqual([]);
    } finally {
      await after.stop();
    }
  },
);
