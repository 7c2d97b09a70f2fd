import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';

/** A person who publishes, approves or rolls back. */
export interface Official {
  readonly subject: string;
  /** Null for the platform's admin. */
  readonly agency: string | null;
}

/** Who checks and publishes: an official, or a program of an agency. */
export interface Publisher extends Official {
  /** Set for a program: the one subgraph that it may publish, and the official who answers for it. */
  readonly machine?: { readonly subgraph: string; readonly registeredBy: string } | undefined;
}

/** @throws PublicError FORBIDDEN unless the caller is an agency's official or the platform's admin */
export function officialOf(principal: Principal): Official {
  if (principal.kind === 'operator') return { subject: principal.subject, agency: principal.agency };
  if (principal.kind === 'admin' && principal.roles.includes('platform-admin')) {
    return { subject: principal.subject, agency: null };
  }
  throw new PublicError('FORBIDDEN', "this is for an agency's officials and the platform's admin");
}

/**
 * @throws PublicError FORBIDDEN unless the caller is an official, or a program that an official has
 * registered
 */
export function publisherOf(principal: Principal): Publisher {
  if (principal.kind !== 'app' || principal.machine === undefined) return officialOf(principal);
  const { agency, subgraph, registeredBy } = principal.machine;
  return { subject: principal.clientId, agency, machine: { subgraph, registeredBy } };
}

/** Whether the official may act for an agency. */
export function actsFor(official: Official, agency: string): boolean {
  return official.agency === null || official.agency === agency;
}
