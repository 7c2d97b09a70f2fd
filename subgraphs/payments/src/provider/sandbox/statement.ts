import { sql } from 'kysely';
import type { Db } from '../../database/database.ts';
import { treasury } from '../../money/treasury.ts';
import type { OrderStatus, StatementLine } from '../provider.ts';
import { closeIfExpired, findOrder } from './orders.ts';

const eventOfOutcome = { paid: 'succeed', declined: 'fail' } as const;

/** State of an order at the simulated provider. */
export async function statusOf(db: Db, paymentId: string, now: Date): Promise<OrderStatus> {
  await closeIfExpired(db, paymentId, now);
  const order = await findOrder(db, paymentId);
  if (order === undefined) return { known: false };
  const undecided = order.closed ? 'cancel' : 'start';
  const event = order.outcome === null ? undecided : eventOfOutcome[order.outcome];
  return { known: true, event, amountMinor: BigInt(order.amount_minor), currency: order.currency };
}

interface MovementRow {
  readonly kind: 'payment' | 'refund';
  readonly order: string;
  readonly refund: string | null;
  readonly amount_minor: string;
  readonly currency: string;
  readonly occurred_at: Date;
}

/** The simulated provider's statement of a day; it charges no fee. */
export async function statementOf(db: Db, date: string): Promise<StatementLine[]> {
  const { rows } = await sql<MovementRow>`
    SELECT * FROM (
      SELECT 'payment' AS kind, reference AS order, NULL::uuid AS refund, amount_minor, currency,
        decided_at AS occurred_at
      FROM test_provider.provider_order WHERE outcome = 'paid'
      UNION ALL
      SELECT 'refund', reference, id, provider_refund.amount_minor, currency, given_back_at
      FROM test_provider.provider_refund JOIN test_provider.provider_order USING (reference)
    ) AS movement
    WHERE (occurred_at AT TIME ZONE ${treasury.zone})::date = ${date}::date
    ORDER BY occurred_at, "order", refund NULLS FIRST`.execute(db);
  return rows.map(({ amount_minor, occurred_at, ...row }) => ({
    ...row,
    transaction: row.refund ?? row.order,
    amountMinor: BigInt(amount_minor),
    feeMinor: 0n,
    occurredAt: occurred_at,
  }));
}
