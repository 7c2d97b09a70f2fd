import type { Kysely } from 'kysely';
import type { IdentityTables } from '../store/database.ts';

/**
 * Client whose pairwise subjects command line and Studio share. An official has one subject at all clients of
 * the platform: otherwise the same person could be the second official of a publish.
 */
export async function platformSector(database: Kysely<IdentityTables>): Promise<string> {
  const console = await database
    .selectFrom('app')
    .select('client_id')
    .where('kind', '=', 'console')
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  // Without a console, as in production, that of the command line.
  return console?.client_id ?? 'civic-cli';
}
