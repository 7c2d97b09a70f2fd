import type { AssuranceLevel } from '@civic-graph/policy';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { enrolledAssurance, findAccount } from '../issuer/account.ts';
import { assuranceOf } from '../issuer/assurance.ts';
import type { Issuer } from '../issuer/issuer.ts';
import { markedSignIn } from '../linked-identities/sign-in-mark.ts';

/** The person behind a request, by the issuer's session. */
export type Visitor =
  | { readonly kind: 'nobody' }
  /** Signed in longer ago than the pages accept. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'not-citizen' }
  | Citizen;

export interface Citizen {
  readonly kind: 'citizen';
  readonly key: string;
  /** Level of the session's sign-in. */
  readonly assurance: AssuranceLevel;
  /** Identifier of the session, for form tokens. */
  readonly session: string;
  /** Sign-in behind the session; null for the test login. */
  readonly signIn: string | null;
  readonly signedInAt: Date;
}

/** Time since the sign-in (in seconds) after which the pages ask for a new one. */
const maxSessionSeconds = 60 * 60;

/**
 * Reads the issuer's own session cookie: signed, `HttpOnly`, and ended by a sign-out anywhere. It is
 * `SameSite=Lax`, so pages that change something also need a form token.
 */
export async function visitorOf(
  { provider, dependencies }: Issuer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visitor> {
  const { database, clock } = dependencies;
  const session = await provider.Session.get(provider.createContext(request.raw, reply.raw));
  const { accountId, loginTs, acr, amr, uid } = session;
  if (accountId === undefined || loginTs === undefined) return { kind: 'nobody' };
  const account = await findAccount(database, accountId);
  if (account === undefined) return { kind: 'nobody' };
  if (account.kind !== 'citizen') return { kind: 'not-citizen' };
  if (clock().getTime() / 1000 - loginTs > maxSessionSeconds) return { kind: 'expired' };
  const assurance = assuranceOf(acr) ?? enrolledAssurance(account);
  return {
    ...{ kind: 'citizen', key: account.id, assurance, session: uid },
    signIn: markedSignIn(amr),
    signedInAt: new Date(loginTs * 1000),
  };
}
