import type { Database } from '@civic-graph/subgraph-kit';
import { type AskedGateways, findDeletedApps } from '@civic-graph/subgraph-kit';
import type { PaymentsTables } from '../database/tables.ts';

/**
 * Removes the webhooks of apps that their developers have deleted, and cancels their undelivered events.
 *
 * @returns how many webhooks were removed
 */
export async function removeOfDeletedApps(
  db: Database<PaymentsTables>,
  gateways: AskedGateways,
  now: Date,
): Promise<number> {
  const inUse = await db
    .selectFrom('webhook_endpoint')
    .select('client_id')
    .distinct()
    .where('removed_at', 'is', null)
    .orderBy('client_id')
    .execute();
  const apps = inUse.map(({ client_id }) => client_id);
  const deleted = await findDeletedApps(gateways, apps);
  if (deleted.length === 0) return 0;
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('webhook_endpoint')
      .set({ removed_at: now })
      .where('client_id', 'in', deleted)
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('webhook_message')
      .set({ next_attempt_at: null })
      .where('client_id', 'in', deleted)
      .where('next_attempt_at', 'is not', null)
      .execute();
    return Number(numUpdatedRows);
  });
}
