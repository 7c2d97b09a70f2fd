import { PublicError } from '@civic-graph/errors';
import type { PaymentsContext } from './context.ts';

/**
 * A citizen's or an operator's token is not the app itself: through it an app's users would command the app.
 */
export function callingApp({ principal }: Pick<PaymentsContext, 'principal'>): string {
  if (principal.kind !== 'app') throw new PublicError('FORBIDDEN', 'only an app with a token of its own');
  return principal.clientId;
}
