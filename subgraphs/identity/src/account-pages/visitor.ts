import type { FastifyReply, FastifyRequest } from 'fastify';
import { personKindOf } from '../issuer/account.ts';
import type { Issuer } from '../issuer/issuer.ts';
import { isExpired, type SessionPerson, sessionPerson } from '../issuer/session-person.ts';
import type { Person } from '../linked-identities/person.ts';

/** The person behind a request, by the issuer's session. */
export type AccountVisitor =
  | { readonly kind: 'nobody' }
  /** Citizens have pages of their own, at `/me`. */
  | { readonly kind: 'citizen' }
  | AccountHolderVisit;

export interface AccountHolderVisit extends Pick<SessionPerson, 'session' | 'signIn' | 'signedInAt'> {
  readonly kind: 'holder';
  readonly person: Person;
}

export async function accountVisitorOf(
  issuer: Issuer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<AccountVisitor> {
  const signedIn = await sessionPerson(issuer, request, reply);
  if (signedIn === undefined) return { kind: 'nobody' };
  const { account, session, signIn, signedInAt } = signedIn;
  const kind = personKindOf(account);
  if (kind === 'citizen') return { kind: 'citizen' };
  if (isExpired(signedIn, issuer.dependencies.clock())) return { kind: 'nobody' };
  return { kind: 'holder', person: { kind, accountId: account.id }, session, signIn, signedInAt };
}
