import { sql } from 'kysely';
import type { Db } from '../../database/database.ts';
import type { ProviderOrder, RefundOrder, RefundResult } from '../provider.ts';

export type TestOutcome = 'paid' | 'declined';

/** An order of the simulated provider. */
export interface TestOrder {
  readonly reference: string;
  readonly amount_minor: string;
  readonly currency: string;
  readonly description: string;
  readonly return_url: string | null;
  readonly outcome: TestOutcome | null;
  readonly closed: boolean;
}

/**
 * Tables of the simulated provider in a separate schema, which payments never reads. They survive a restart
 * like a real provider's.
 */
export async function createOrderBook(db: Db): Promise<void> {
  await sql`
    CREATE SCHEMA IF NOT EXISTS test_provider;
    CREATE TABLE IF NOT EXISTS test_provider.provider_order (
      reference uuid PRIMARY KEY,
      amount_minor bigint NOT NULL,
      currency char(3) NOT NULL,
      description text NOT NULL,
      return_url text,
      outcome text CHECK (outcome IN ('paid', 'declined'))
    );
    CREATE TABLE IF NOT EXISTS test_provider.provider_refund (
      id uuid PRIMARY KEY,
      reference uuid NOT NULL REFERENCES test_provider.provider_order,
      amount_minor bigint NOT NULL CHECK (amount_minor > 0)
    );
    ALTER TABLE test_provider.provider_order
      ADD COLUMN IF NOT EXISTS decided_at timestamptz,
      ADD COLUMN IF NOT EXISTS expires_at timestamptz,
      ADD COLUMN IF NOT EXISTS closed boolean NOT NULL DEFAULT false;
    ALTER TABLE test_provider.provider_refund
      ADD COLUMN IF NOT EXISTS given_back_at timestamptz NOT NULL DEFAULT now()`.execute(db);
}

/** Opens an order once per id. */
export async function openOrder(db: Db, order: ProviderOrder): Promise<void> {
  await sql`
    INSERT INTO test_provider.provider_order (reference, amount_minor, currency, description, return_url, expires_at)
    VALUES (${order.paymentId}, ${order.amountMinor}, ${order.currency}, ${order.description}, ${order.returnUrl},
      ${order.expiresAt})
    ON CONFLICT DO NOTHING`.execute(db);
}

export async function findOrder(db: Db, reference: string): Promise<TestOrder | undefined> {
  const { rows } = await sql<TestOrder>`
    SELECT * FROM test_provider.provider_order WHERE reference = ${reference}`.execute(db);
  return rows[0];
}

/** Closes an expired order at the next access. */
export async function closeIfExpired(db: Db, reference: string, now: Date): Promise<void> {
  await sql`
    UPDATE test_provider.provider_order SET closed = true
    WHERE reference = ${reference} AND outcome IS NULL AND expires_at <= ${now}`.execute(db);
}

/** Decides an open order; the first decision is final. */
export async function decideOrder(
  db: Db,
  reference: string,
  outcome: TestOutcome,
  at: Date,
): Promise<TestOrder | undefined> {
  const { rows } = await sql<TestOrder>`
    UPDATE test_provider.provider_order
    SET outcome = coalesce(outcome, ${outcome}), decided_at = coalesce(decided_at, ${at})
    WHERE reference = ${reference} AND NOT closed AND (outcome IS NOT NULL OR coalesce(expires_at, 'infinity') > ${at}) RETURNING *`.execute(
    db,
  );
  return rows[0];
}

/** Refunds once per refund id, and never more than was paid. */
export function giveBack(db: Db, refund: RefundOrder, at: Date): Promise<RefundResult> {
  return db.transaction().execute(async (trx) => {
    // A separate statement, to see refunds that committed while this one waited for the lock.
    const order = await sql<{ amount_minor: string }>`
      SELECT amount_minor FROM test_provider.provider_order
      WHERE reference = ${refund.paymentReference} AND outcome = 'paid' FOR UPDATE`.execute(trx);
    const paid = order.rows[0];
    if (paid === undefined) return { outcome: 'refused', reason: 'not paid here' };
    const given = await sql<{ id: string; amount_minor: string }>`
      SELECT id, amount_minor FROM test_provider.provider_refund
      WHERE reference = ${refund.paymentReference}`.execute(trx);
    const same = given.rows.find(({ id }) => id === refund.refundId);
    if (same !== undefined) {
      return BigInt(same.amount_minor) === refund.amountMinor
        ? { outcome: 'accepted', done: true }
        : { outcome: 'refused', reason: 'another amount under the same refund id' };
    }
    const sum = given.rows.reduce((total, row) => total + BigInt(row.amount_minor), refund.amountMinor);
    if (sum > BigInt(paid.amount_minor)) return { outcome: 'refused', reason: 'more than is left' };
    await sql`
      INSERT INTO test_provider.provider_refund (id, reference, amount_minor, given_back_at)
      VALUES (${refund.refundId}, ${refund.paymentReference}, ${refund.amountMinor}, ${at})`.execute(trx);
    return { outcome: 'accepted', done: true };
  });
}
