import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { officialOf } from '../publish/official.ts';

/**
 * Who is told of changes: `app:<client id>`, `agency:<id>`, or `platform` for its admin. An app needs its own
 * token: with a citizen's, citizens could redirect the app's messages.
 *
 * @throws PublicError FORBIDDEN
 */
export function recipientOf(principal: Principal): string {
  // A program of an agency only publishes; its messages would outlive its key.
  if (principal.kind === 'app' && principal.machine === undefined) return `app:${principal.clientId}`;
  if (principal.kind === 'operator' || principal.kind === 'admin') {
    const { agency } = officialOf(principal);
    return agency === null ? 'platform' : `agency:${agency}`;
  }
  throw new PublicError('FORBIDDEN', 'this is for apps with a token of their own, and for officials');
}
