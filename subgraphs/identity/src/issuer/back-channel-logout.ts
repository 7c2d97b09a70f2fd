import type { Issuer } from './issuer.ts';

/**
 * Tells an app that a citizen has taken back his consent, so that it ends its own sessions with him (OpenID
 * Connect Back-Channel Logout 1.0). At a sign-out the provider does the same. Whoever does not take it is not
 * told again: the gateways refuse his tokens anyway, and are told first.
 */
export async function tellOfWithdrawal(
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

/**
 * The provider's types do not tell of this method. Without a session it names the citizen alone: all his
 * sessions end.
 */
interface LogoutReceiver {
  backchannelLogout(accountId: string): Promise<void>;
}

function takesLogoutTokens(client: object): client is LogoutReceiver {
  return 'backchannelLogout' in client && typeof client.backchannelLogout === 'function';
}
