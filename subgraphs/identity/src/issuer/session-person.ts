import type { FastifyReply, FastifyRequest } from 'fastify';
import { markedSignIn } from '../linked-identities/sign-in-mark.ts';
import { type Account, findAccount } from './account.ts';
import type { Issuer } from './issuer.ts';

/** Who is signed in at the issuer, for its own pages. */
export interface SessionPerson {
  readonly account: Account;
  readonly acr: string | undefined;
  /** Identifier of the session, for form tokens. */
  readonly session: string;
  /** Sign-in behind the session; null for the test login. */
  readonly signIn: string | null;
  readonly signedInAt: Date;
}

/**
 * Reads the issuer's own session cookie: signed, `HttpOnly`, and ended by a sign-out anywhere. It is
 * `SameSite=Lax`, so pages that change something also need a form token.
 */
export async function sessionPerson(
  { provider, dependencies }: Issuer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SessionPerson | undefined> {
  const session = await provider.Session.get(provider.createContext(request.raw, reply.raw));
  const { accountId, loginTs, acr, amr, uid } = session;
  if (accountId === undefined || loginTs === undefined) return undefined;
  const account = await findAccount(dependencies.database, accountId);
  if (account === undefined) return undefined;
  return { account, acr, session: uid, signIn: markedSignIn(amr), signedInAt: new Date(loginTs * 1000) };
}

/** Time since the sign-in (in milliseconds) after which the pages ask for a new one. */
const maxSessionMs = 60 * 60 * 1000;

export function isExpired({ signedInAt }: Pick<SessionPerson, 'signedInAt'>, now: Date): boolean {
  return now.getTime() - signedInAt.getTime() > maxSessionMs;
}
