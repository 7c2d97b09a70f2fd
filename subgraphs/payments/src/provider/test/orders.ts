import { sql } from 'kysely';
import type { Db } from '../../database.ts';
import type { ProviderOrder } from '../provider.ts';

export type TestOutcome = 'paid' | 'declined';

/** An order as the simulated provider keeps it. */
export interface TestOrder {
  readonly reference: string;
  readonly amount_minor: string;
  readonly currency: string;
  readonly description: string;
  readonly return_url: string | null;
  readonly outcome: TestOutcome | null;
}

/**
 * The simulated provider's own books. They survive a restart as a real provider's would, and lie in a schema of
 * their own: nothing in payments reads them.
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
    )`.execute(db);
}

/** Opens an order once, however often it is asked for. */
export async function openOrder(db: Db, order: ProviderOrder): Promise<void> {
  await sql`
    INSERT INTO test_provider.provider_order (reference, amount_minor, currency, description, return_url)
    VALUES (${order.paymentId}, ${order.amountMinor}, ${order.currency}, ${order.description}, ${order.returnUrl})
    ON CONFLICT DO NOTHING`.execute(db);
}

export async function findOrder(db: Db, reference: string): Promise<TestOrder | undefined> {
  const { rows } = await sql<TestOrder>`
    SELECT * FROM test_provider.provider_order WHERE reference = ${reference}`.execute(db);
  return rows[0];
}

/** Decides an order; the first decision stands. */
export async function decideOrder(
  db: Db,
  reference: string,
  outcome: TestOutcome,
): Promise<TestOrder | undefined> {
  const { rows } = await sql<TestOrder>`
    UPDATE test_provider.provider_order SET outcome = coalesce(outcome, ${outcome})
    WHERE reference = ${reference} RETURNING *`.execute(db);
  return rows[0];
}
