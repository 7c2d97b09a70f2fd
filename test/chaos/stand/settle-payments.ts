import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { auditPayments } from './audit-payments.ts';
import type { DurableDatabase } from './durable-database.ts';
import type { PaymentsStand } from './payments-stand.ts';

/** Payments and the simulated providers, on any database. */
type Stand = Pick<PaymentsStand<Pick<DurableDatabase, 'url' | 'close'>>, 'database' | 'providers'>;
type Order = Stand['providers']['ALIPAY']['orders'] extends Map<string, infer Value> ? Value : never;

/** Closes unpaid orders, and waits until payments knows everything that the providers know. */
export async function settle(stand: Stand, withinMs: number): Promise<number> {
  for (const provider of Object.values(stand.providers)) {
    for (const { number, state } of provider.orders.values()) if (state === 'waiting') provider.close(number);
  }
  const deadline = Date.now() + withinMs;
  const known = [...idsOf(stand, () => true)];
  for (;;) {
    const client = await connect(stand);
    try {
      // Skips the wait, because only its result is tested here.
      await client.query('UPDATE payment_inquiry SET next_at = now() WHERE next_at > now()');
      const { rows } = await client.query<{ known: number; waiting: number }>(
        `SELECT count(*) FILTER (WHERE id = ANY ($1::uuid[]))::int AS known, count(*)::int AS waiting FROM payment
         WHERE state IN ('created', 'started', 'submitted') AND provider IN ('alipay', 'wechat-pay')`,
        [known],
      );
      if (rows[0]?.known === 0 || Date.now() > deadline) return rows[0]?.waiting ?? 0;
    } finally {
      await client.end();
    }
    await wait(500);
  }
}

/** @returns a line for each violated invariant */
export async function audit(
  stand: Stand,
  acknowledged: Parameters<typeof auditPayments>[1]['acknowledged'],
): Promise<string[]> {
  const client = await connect(stand);
  try {
    const notified = new Set(
      Object.values(stand.providers).flatMap(({ notifier }) => [...notifier.acknowledged].map(uuidOf)),
    );
    const paid = idsOf(stand, (order) => order.paidAt !== null);
    return await auditPayments(client, { acknowledged, notified, paid });
  } finally {
    await client.end();
  }
}

async function connect(stand: Stand): Promise<pg.Client> {
  const client = new pg.Client(stand.database.url);
  await client.connect();
  return client;
}

/** Payments of the orders that a provider has. */
export function idsOf(stand: Stand, wanted: (order: Order) => boolean): Set<string> {
  return new Set(
    Object.values(stand.providers).flatMap(({ orders }) =>
      [...orders.values()].filter(wanted).map(({ number }) => uuidOf(number)),
    ),
  );
}

function uuidOf(order: string): string {
  return order.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
