import { positionOf, start } from '../revocation/position.ts';
import type { IdentityDatabase } from '../store/database.ts';

/**
 * What gateways are told of safelists with every answer to them. The lists themselves they ask for, app by
 * app.
 */
export interface SafelistNews {
  /** Another one whenever any app's list has changed, or who is held to his. */
  readonly version: number;
  /** Apps that are held to their lists at every gateway. */
  readonly held: readonly string[];
}

export async function safelistNews(database: IdentityDatabase): Promise<SafelistNews> {
  // Its number before the apps: what changes in between is told with the next number again.
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
    .where('held_to_safelist', 'is', true)
    .orderBy('client_id')
    .execute();
  return {
    version: latest === undefined ? start : positionOf(latest),
    held: held.map(({ client_id }) => client_id),
  };
}
