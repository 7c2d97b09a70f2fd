import { sql } from 'kysely';
import { positionOf, start } from '../revocation/position.ts';
import type { AppRow, IdentityDatabase } from '../store/database.ts';

/** Safelist state in every answer to a gateway, which fetches the lists app by app. */
export interface SafelistState {
  /** Changes with any app's list or enforcement. */
  readonly version: number;
  /** Apps whose safelist is enforced at every gateway. */
  readonly held: readonly string[];
}

export async function safelistState(database: IdentityDatabase): Promise<SafelistState> {
  // Reads the number before the apps: a change in between is reported with the next number.
  const version = await latestVersion(database);
  const held = await database
    .selectFrom('app')
    .select('client_id')
    .where((app) =>
      app.or([app('held_to_safelist', 'is', true), app('declined_fields', '<>', sql<string[]>`'{}'`)]),
    )
    .orderBy('client_id')
    .execute();
  return {
    version,
    held: held.map(({ client_id }) => client_id),
  };
}

/**
 * Claim of an app's tokens: the version of the safelists that a gateway needs to judge the app. Without it, a
 * token issued right after an approval with declined fields could run any operation until the feed's next
 * answer.
 */
export async function safelistClaim(
  database: IdentityDatabase,
  { held_to_safelist, declined_fields }: Pick<AppRow, 'held_to_safelist' | 'declined_fields'>,
): Promise<{ readonly safelist?: number }> {
  const isHeld = held_to_safelist || declined_fields.length > 0;
  return isHeld ? { safelist: await latestVersion(database) } : {};
}

async function latestVersion(database: IdentityDatabase): Promise<number> {
  const latest = await database
    .selectFrom('revocation')
    .select(['number', 'mark'])
    .where('kind', '=', 'safelist')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest === undefined ? start : positionOf(latest);
}
