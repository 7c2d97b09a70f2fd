import type { AssuranceLevel } from '@civic-graph/policy';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { enrolledAssurance } from '../issuer/account.ts';
import { assuranceOf } from '../issuer/assurance.ts';
import type { Issuer } from '../issuer/issuer.ts';
import { isExpired, type SessionPerson, sessionPerson } from '../issuer/session-person.ts';

/** The person behind a request, by the issuer's session. */
export type Visitor =
  | { readonly kind: 'nobody' }
  /** Signed in longer ago than the pages accept. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'not-citizen' }
  | Citizen;

export interface Citizen extends Pick<SessionPerson, 'session' | 'signIn' | 'signedInAt'> {
  readonly kind: 'citizen';
  readonly key: string;
  /** Level of the session's sign-in. */
  readonly assurance: AssuranceLevel;
}

export async function visitorOf(
  issuer: Issuer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visitor> {
  const person = await sessionPerson(issuer, request, reply);
  if (person === undefined) return { kind: 'nobody' };
  const { account, acr, session, signIn, signedInAt } = person;
  if (account.kind !== 'citizen') return { kind: 'not-citizen' };
  if (isExpired(person, issuer.dependencies.clock())) return { kind: 'expired' };
  const assurance = assuranceOf(acr) ?? enrolledAssurance(account);
  return { kind: 'citizen', key: account.id, assurance, session, signIn, signedInAt };
}
