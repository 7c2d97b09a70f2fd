import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';

/** An official who checks, publishes or approves. */
export interface Official {
  readonly subject: string;
  /** Null for the platform's admin. */
  readonly agency: string | null;
}

/** @throws PublicError FORBIDDEN unless the caller is an agency's official or the platform's admin */
export function officialOf(principal: Principal): Official {
  if (principal.kind === 'operator') return { subject: principal.subject, agency: principal.agency };
  if (principal.kind === 'admin' && principal.roles.includes('platform-admin')) {
    return { subject: principal.subject, agency: null };
  }
  throw new PublicError('FORBIDDEN', "this is for an agency's officials and the platform's admin");
}

/** Whether the official may act for an agency. */
export function actsFor(official: Official, agency: string): boolean {
  return official.agency === null || official.agency === agency;
}
