import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { ActorKind } from './life-cycle.ts';

/** Who triggers an event of an app. */
export interface Actor {
  readonly kind: ActorKind;
  readonly subject: string | null;
  /** The official's agency. */
  readonly agency: string | null;
}

/** Automatic events, without a decision. */
export const platform: Actor = { kind: 'platform', subject: null, agency: null };

/** @throws PublicError FORBIDDEN for callers without a role in the life cycle of apps */
export function actorOf(principal: Principal): Actor {
  switch (principal.kind) {
    case 'developer':
      return { kind: 'developer', subject: principal.subject, agency: null };
    case 'operator':
      return { kind: 'agency', subject: principal.subject, agency: principal.agency };
    case 'admin':
      return { kind: 'admin', subject: principal.subject, agency: null };
    default:
      throw new PublicError('FORBIDDEN', 'this is for developers, agencies and the admin');
  }
}

/**
 * Returns the account whose apps the caller may change. @throws PublicError FORBIDDEN unless it is a
 * developer
 */
export function developerOf(principal: Principal): string {
  if (principal.kind !== 'developer')
    throw new PublicError('FORBIDDEN', 'only a developer can register apps');
  return principal.developer;
}
