import { sql } from 'kysely';
import { positionOf, start } from '../revocation/position.ts';
import type { IdentityDatabase } from '../store/database.ts';

/** Safelist state in every answer to a gateway, which fetches the lists app by app. */
export interface SafelistState {
  /** Changes with any app's list or enforcement. */
  readonly version: number;
  /** Apps whose safelist is enforced at every gateway. */
  readonly held: readonly string[];
}

export async function safelistState(database: IdentityDatabase): Promise<SafelistState> {
  // Reads the number before the apps: a change in between is reported with the next number.
  const latest = await database
    .selectFrom('revocation')
    .select(['number', 'mark'])
    .where('kind', '=', 'safelist')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const held = await database
    .selectFrom('app')
    .select('client_id')
    .where((app) =>
      app.or([app('held_to_safelist', 'is', true), app('declined_fields', '<>', sql<string[]>`'{}'`)]),
    )
    .orderBy('client_id')
    .execute();
  return {
    version: latest === undefined ? start : positionOf(latest),
    held: held.map(({ client_id }) => client_id),
  };
}
