import type { IdentityDatabase } from '../store/database.ts';

/** App as which the example partner app signs citizens in. */
const portalApp = 'wechat-city';

/**
 * Sets where the example partner app returns to, which runs on another port in a second demo. It has one
 * redirect URI, because two ports are two hosts (OpenID Connect Core 1.0, section 8.1).
 */
export async function registerPortal(database: IdentityDatabase, portalUrl: string): Promise<void> {
  await database
    .updateTable('app')
    .set({ redirect_uris: [new URL('/callback', portalUrl).href] })
    .where('client_id', '=', portalApp)
    .execute();
}
