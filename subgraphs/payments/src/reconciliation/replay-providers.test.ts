import { personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { demoAgencies } from '../demo/fill.ts';
import { checkBooks } from '../ledger/balances.ts';
import { treasuryDate } from '../money/treasury.ts';
import type { OrderStatus, PaymentProvider, StatementLine } from '../provider/provider.ts';
import { demoKeys } from '../receipt/keys.ts';
import { createReceiptSigner } from '../receipt/signer.ts';
import { replayProviders } from './replay-providers.ts';

const dayMilliseconds = 86_400_000;
let payments: TestPayments;
/** What the provider did after the backup that was restored. */
const statements = new Map<string, StatementLine[]>();
const orders = new Map<string, OrderStatus>();
let isDown = false;

beforeAll(async () => {
  payments = await startTestPayments();
});
afterAll(() => payments.stop());

const provider = {
  name: 'test',
  query: async (paymentId: string) => orders.get(paymentId) ?? { known: false },
  fetchStatement: async (day: string) => {
    if (isDown) throw new Error('no answer');
    return statements.get(day) ?? null;
  },
} as unknown as PaymentProvider;

async function replay(since: Date): Promise<void> {
  const signer = await createReceiptSigner(await demoKeys(payments.db, demoAgencies, new Date()));
  await replayProviders({
    ...{ db: payments.db, clock: () => new Date(Date.now() + 60_000), signer, since },
    ...{ providers: new Map([['test' as const, provider]]), firstMilliseconds: 1 },
  });
}

const stateOf = async (id: string) => {
  const { rows } = await sql<{ state: string }>`SELECT state FROM payment WHERE id = ${id}`.execute(
    payments.db,
  );
  return rows[0]?.state;
};

it('settles what was paid since the backup, and opens a case for payments that are not here', async () => {
  const since = new Date(Date.now() - 20 * dayMilliseconds);
  const { paymentId } = await payments.initiate(personas.lin, await payments.issue());
  orders.set(paymentId, { known: true, event: 'succeed', amountMinor: 10_000n, currency: 'CNY' });
  // Long before the days that the hourly reconciliation looks back.
  statements.set(treasuryDate(new Date(Date.now() - 15 * dayMilliseconds)), [
    {
      ...{
        kind: 'payment',
        transaction: 'T-lost',
        order: '0198c5d0-0000-7000-8000-000000000001',
        refund: null,
      },
      ...{ amountMinor: 500n, feeMinor: 3n, currency: 'CNY', occurredAt: new Date() },
    },
  ]);
  await replay(since);
  expect(await stateOf(paymentId)).toBe('success');
  const { rows } = await sql`SELECT kind, transaction FROM payment_case WHERE transaction = 'T-lost'`.execute(
    payments.db,
  );
  expect(rows).toEqual([{ kind: 'missing-here', transaction: 'T-lost' }]);
  await replay(since);
  expect(await checkBooks(payments.db)).toEqual([]);
});

it('does not let the service start while a provider does not answer', async () => {
  isDown = true;
  await expect(replay(new Date())).rejects.toThrow(
    /^PAYMENT_PROVIDERS: \d+ statements .*--without-statements$/,
  );
});
