import { sql, type Transaction } from 'kysely';
import type { IdentityTables } from './database.ts';

/**
 * Locks a name until the transaction ends. A row lock would need the right to update rows of people and
 * developers.
 */
export async function lockName(
  transaction: Transaction<IdentityTables>,
  kind:
    | 'citizen'
    | 'citizen import'
    | 'citizen questions'
    | 'developer'
    | 'developer sign-up'
    | 'machine client'
    | 'ways to sign in',
  id: string,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${id}`}, 0))`.execute(transaction);
}
