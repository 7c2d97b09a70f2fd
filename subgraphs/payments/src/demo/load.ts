import { type Kysely, sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { nextSerials } from '../receipt/issue-receipt.ts';
import type { ReceiptSigner } from '../receipt/signer.ts';
import { insertCatalogue } from './insert-catalogue.ts';
import { planNotices } from './plan.ts';
import { type DemoRows, rowsOf } from './rows.ts';

/**
 * Fills an empty database with the synthetic city's notices, a good part of them paid, in one transaction:
 * all of it or nothing. A database that has a notice is left alone. The rows pass the same constraints and
 * deferred triggers as real ones; only the statements are larger.
 */
export async function loadDemoData(
  db: Db,
  signer: ReceiptSigner,
  now: Date,
  loaded: (notices: number) => void,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Processes that start together: the second finds the first one's notices.
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

/** A table after those that it refers to. */
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

/**
 * The simulated provider collected this money, so its statements have to say so, and it must be able to give
 * it back: money that only one side knows is a break.
 */
async function enterInProviderBooks(trx: Db): Promise<void> {
  // Of tables that it takes to be empty the database would compare each row with each.
  await sql`ANALYZE payment, payment_event`.execute(trx);
  await sql`
    INSERT INTO test_provider.provider_order (reference, amount_minor, currency, description, outcome, decided_at,
      expires_at)
    SELECT payment.id, amount_minor, currency, 'Demo data', 'paid', occurred_at, expires_at
    FROM payment JOIN payment_event AS paid
      ON (paid.agency, paid.payment_id) = (payment.agency, payment.id) AND paid.to_state = 'success'
    WHERE provider = 'test'`.execute(trx);
}

/** In pieces, because a statement has at most 65,535 parameters. */
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
