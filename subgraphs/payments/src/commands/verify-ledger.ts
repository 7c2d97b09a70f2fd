import { createDatabase } from '@civic-graph/subgraph-kit';
import type { PaymentsTables } from '../database/tables.ts';
import { bringBalancesForward, checkBooks, type Finding } from '../ledger/balances.ts';

/**
 * Adds the ledger up again from its single entries and compares it with balances, notices, payments, refunds
 * and receipts.
 */
export async function verifyLedger(
  databaseUrl: string,
): Promise<{ readonly broughtForward: number; readonly findings: readonly Finding[] }> {
  const db = createDatabase<PaymentsTables>(databaseUrl);
  try {
    const broughtForward = await bringBalancesForward(db);
    return { broughtForward, findings: await checkBooks(db) };
  } finally {
    await db.destroy();
  }
}
