import { createDatabase } from '@civic-graph/subgraph-kit';
import type { PaymentsTables } from '../database/tables.ts';
import { bringBalancesForward, checkBooks } from './balances.ts';

/*
 * npm run --silent books
 *
 * Adds the ledger of DATABASE_URL_PAYMENTS up again from its single entries and compares it with balances,
 * notices, payments, refunds and receipts. Exits with 1 where something does not agree, and names it.
 */
const url = process.env.DATABASE_URL_PAYMENTS;
if (url === undefined) {
  process.stderr.write(
    'DATABASE_URL_PAYMENTS: is required; of a demo: npm run --silent database-url -- payments\n',
  );
  process.exitCode = 2;
} else {
  const db = createDatabase<PaymentsTables>(url);
  try {
    const added = await bringBalancesForward(db);
    const findings = await checkBooks(db);
    for (const { finding, agency, subject } of findings) {
      process.stdout.write(`${finding}: ${agency} ${subject}\n`);
    }
    process.stdout.write(`${added} entries brought forward, ${findings.length} findings\n`);
    process.exitCode = findings.length === 0 ? 0 : 1;
  } finally {
    await db.destroy();
  }
}
