import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

/** Adds new entries to the stored balances; returns their number. */
export async function bringBalancesForward(db: Db): Promise<number> {
  const { rows } = await sql<{ added: string }>`SELECT bring_balances_forward() AS added`.execute(db);
  return Number(rows[0]?.added);
}

/** An inconsistency in the ledger. */
export interface Finding {
  readonly finding: string;
  readonly agency: string;
  /** Account, transfer, payment, refund or notice. */
  readonly subject: string;
}

/**
 * Verifies the ledger from its single entries and events; empty if it is consistent. Reads the whole ledger.
 */
export async function checkBooks(db: Db): Promise<Finding[]> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      // The pool's statement timeout is for requests; this reads years.
      await sql`SELECT set_config('statement_timeout', '0', true)`.execute(trx);
      const { rows } = await sql<Finding>`SELECT * FROM check_books()`.execute(trx);
      return rows;
    });
}
