import { PublicError } from '@civic-graph/errors';
import type { PaymentsContext } from './context.ts';

/** Requires the app's own token: with a user's token, users of an app could control the app. */
export function callingApp({ principal }: Pick<PaymentsContext, 'principal'>): string {
  if (principal.kind !== 'app')
    throw new PublicError('FORBIDDEN', 'only for an app with its own token (client credentials)');
  return principal.clientId;
}
