import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AccountHolder, findAccountHolder } from '../accounts/find-account-holder.ts';
import { findAccount, personKindOf } from '../issuer/account.ts';
import type { Issuer } from '../issuer/issuer.ts';
import { markedSignIn } from '../linked-identities/sign-in-mark.ts';

/** The person behind a request, by the issuer's session. */
export type AccountVisitor =
  | { readonly kind: 'nobody' }
  /** Citizens have pages of their own, at `/me`. */
  | { readonly kind: 'citizen' }
  | SignedInHolder;

export interface SignedInHolder {
  readonly kind: 'holder';
  readonly holder: AccountHolder;
  /** Identifier of the session, for form tokens. */
  readonly session: string;
  /** Sign-in behind the session; null for the test login. */
  readonly signIn: string | null;
  readonly signedInAt: Date;
}

/** Time since the sign-in (in seconds) after which the pages ask for a new one. */
const maxSessionSeconds = 60 * 60;

export async function accountVisitorOf(
  { provider, dependencies }: Issuer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<AccountVisitor> {
  const { database, clock } = dependencies;
  const session = await provider.Session.get(provider.createContext(request.raw, reply.raw));
  const { accountId, loginTs, amr, uid } = session;
  if (accountId === undefined || loginTs === undefined) return { kind: 'nobody' };
  const account = await findAccount(database, accountId);
  if (account === undefined) return { kind: 'nobody' };
  if (personKindOf(account) === 'citizen') return { kind: 'citizen' };
  if (clock().getTime() / 1000 - loginTs > maxSessionSeconds) return { kind: 'nobody' };
  const holder = await findAccountHolder(database, account.id);
  if (holder === undefined) return { kind: 'nobody' };
  const signedInAt = new Date(loginTs * 1000);
  return { kind: 'holder', holder, session: uid, signIn: markedSignIn(amr), signedInAt };
}
