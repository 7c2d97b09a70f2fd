import type { Kysely } from 'kysely';
import type { IdentityTables } from '../store/database.ts';

/**
 * Client whose pairwise subjects the command line shares. An official has one subject at the console and at
 * the command line: otherwise the same person could be the second official of a publish.
 */
export async function platformSector(database: Kysely<IdentityTables>): Promise<string | undefined> {
  const console = await database
    .selectFrom('app')
    .select('client_id')
    .where('kind', '=', 'console')
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return console?.client_id;
}
