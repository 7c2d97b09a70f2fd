import { createHash } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';

/** A digest of app, person and purpose: the same for all tokens of one person at one app. */
export function callerKey(principal: Principal): string {
  if (principal.kind === 'anonymous') return '';
  const { kind, clientId, purpose } = principal;
  const subject = kind === 'app' ? null : principal.subject;
  return createHash('sha256')
    .update(JSON.stringify([kind, clientId, subject, purpose]))
    .digest('base64url');
}
