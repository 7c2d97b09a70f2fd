import type { Issuer } from './issuer.ts';

/**
 * Notifies an app that a citizen has withdrawn consent, so that it ends its sessions (OpenID Connect
 * Back-Channel Logout 1.0). No retry: gateways already refuse the tokens.
 */
export async function notifyOfWithdrawal(
  { provider, dependencies }: Issuer,
  { clientId, accountId }: { readonly clientId: string; readonly accountId: string },
): Promise<void> {
  try {
    const client = await provider.Client.find(clientId);
    if (client?.backchannelLogoutUri === undefined || !takesLogoutTokens(client)) return;
    await client.backchannelLogout(accountId);
  } catch (error) {
    dependencies.report(error, 'back-channel logout');
  }
}

/** Missing in the provider's types. Without a session the token names only the citizen: all sessions end. */
interface LogoutReceiver {
  backchannelLogout(accountId: string): Promise<void>;
}

function takesLogoutTokens(client: object): client is LogoutReceiver {
  return 'backchannelLogout' in client && typeof client.backchannelLogout === 'function';
}
