import * as client from 'openid-client';
import { CommandError } from '../command-error.ts';
import { connectIssuer, reasonOf } from './connect-issuer.ts';
import type { Session } from './session.ts';
import type { SessionStore } from './session-store.ts';

/** A token that expires sooner is renewed first, so that it lasts for the command. */
const marginSeconds = 60;

/**
 * Returns a session whose access token is valid, renewed where needed.
 * @throws CommandError if the issuer has ended the session
 */
export async function renewed(store: SessionStore, session: Session, now: () => Date): Promise<Session> {
  const isFresh = ({ expiresAt }: Session) => expiresAt - now().getTime() / 1000 > marginSeconds;
  if (isFresh(session)) return session;
  const { issuer } = session;
  const configuration = await connectIssuer(issuer);
  return store.alone(issuer, async () => {
    const current = (await store.read(issuer)) ?? session;
    if (isFresh(current)) return current;
    const tokens = await client
      .refreshTokenGrant(configuration, current.refreshToken)
      .catch(async (error: unknown) => {
        if (!(error instanceof client.ResponseBodyError) || error.error !== 'invalid_grant')
          throw new CommandError(`${issuer} does not renew the session (${reasonOf(error)}); try again`);
        await store.remove(issuer);
        throw new CommandError(`the session at ${issuer} has ended; run: ${loginCommand(current)}`);
      });
    const next = {
      ...current,
      accessToken: tokens.access_token,
      expiresAt: Math.floor(now().getTime() / 1000) + (tokens.expires_in ?? 0),
      refreshToken: tokens.refresh_token ?? current.refreshToken,
    };
    await store.write(next);
    return next;
  });
}

/** Ends a session at the issuer (RFC 7009). @returns what failed, or null */
export async function revoke({ issuer, refreshToken }: Session): Promise<string | null> {
  try {
    await client.tokenRevocation(await connectIssuer(issuer), refreshToken);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

function loginCommand({ issuer, gateway }: Session): string {
  return `npx civic login --issuer ${issuer} --gateway ${gateway}`;
}
