import { type Kysely, sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { nextSerials } from '../receipt/issue-receipt.ts';
import type { ReceiptSigner } from '../receipt/signer.ts';
import { insertCatalogue } from './insert-catalogue.ts';
import { planNotices } from './plan.ts';
import { type DemoRows, rowsOf } from './rows.ts';

/**
 * Fills an empty database with the synthetic city's notices in one transaction; skips a database that has a
 * notice. All constraints and triggers apply.
 */
export async function loadDemoData(
  db: Db,
  signer: ReceiptSigner,
  now: Date,
  loaded: (notices: number) => void,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Processes may start together: the second finds the first one's notices.
    await sql`SELECT pg_advisory_xact_lock(hashtext('demo-data'))`.execute(trx);
    if (await trx.selectFrom('notice').select('code').limit(1).executeTakeFirst()) return;
    await insertCatalogue(trx);
    const planned = planNotices(now);
    const paid = planned.filter((notice) => notice.paidAt !== null).length;
    const rows = await rowsOf(planned, signer, await nextSerials(trx, paid));
    for (const table of tablesInOrder) await insertAll(trx, table, rows[table]);
    await enterInProviderBooks(trx);
    loaded(rows.notice.length);
  });
}

/** Parents before the tables that refer to them. */
const tablesInOrder = [
  'notice',
  'notice_item',
  'fine_particulars',
  'payment',
  'payment_notice',
  'payment_event',
  'account',
  'transfer',
  'entry',
  'receipt',
] as const satisfies readonly (keyof DemoRows)[];

/** The simulated provider needs these orders too: money known to only one side is a break. */
async function enterInProviderBooks(trx: Db): Promise<void> {
  // With empty statistics PostgreSQL would choose nested loops.
  await sql`ANALYZE payment, payment_event`.execute(trx);
  await sql`
    INSERT INTO test_provider.provider_order (reference, amount_minor, currency, description, outcome, decided_at,
      expires_at)
    SELECT payment.id, amount_minor, currency, 'Demo data', 'paid', occurred_at, expires_at
    FROM payment JOIN payment_event AS paid
      ON (paid.agency, paid.payment_id) = (payment.agency, payment.id) AND paid.to_state = 'success'
    WHERE provider = 'test'`.execute(trx);
}

/** In chunks, because a statement has at most 65,535 parameters. */
async function insertAll<Table extends keyof DemoRows>(
  trx: Db,
  table: Table,
  rows: DemoRows[Table],
): Promise<void> {
  const untyped = trx as unknown as Kysely<Record<string, Record<string, unknown>>>;
  for (let start = 0; start < rows.length; start += 1_000) {
    await untyped
      .insertInto(table)
      .values(rows.slice(start, start + 1_000))
      .execute();
  }
}
