import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

/** Adds what has been posted since the last time to the kept balances; returns how many entries that were. */
export async function bringBalancesForward(db: Db): Promise<number> {
  const { rows } = await sql<{ added: string }>`SELECT bring_balances_forward() AS added`.execute(db);
  return Number(rows[0]?.added);
}

/** What does not agree in the books. */
export interface Finding {
  readonly finding: string;
  readonly agency: string;
  /** Account, transfer, payment, refund or notice. */
  readonly subject: string;
}

/**
 * Adds everything up again from the single entries and events; empty where all is well. Reads all of the
 * ledger.
 */
export async function checkBooks(db: Db): Promise<Finding[]> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      // The pool's limit is for requests; this reads years.
      await sql`SELECT set_config('statement_timeout', '0', true)`.execute(trx);
      const { rows } = await sql<Finding>`SELECT * FROM check_books()`.execute(trx);
      return rows;
    });
}
