import { sql, type Transaction } from 'kysely';
import type { IdentityTables } from './database.ts';

/**
 * Waits for others that hold the same name, and holds it until the transaction ends. A row lock would take
 * the right to change the row, which the service has not got for people and developers.
 */
export async function lockName(
  transaction: Transaction<IdentityTables>,
  kind: 'citizen' | 'developer',
  id: string,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${id}`}, 0))`.execute(transaction);
}
