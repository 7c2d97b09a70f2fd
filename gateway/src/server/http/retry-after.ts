import { asPublicError } from '@civic-graph/errors';
import type { GraphQLError } from 'graphql';

/** Where something that we need is down, and nobody knows for how long. */
const usualSeconds = 5;

/**
 * Seconds after which it may be asked again (RFC 9110, section 10.2.3; RFC 6585, section 4): as the error
 * says, and otherwise where its status promises that it can be.
 */
export function retryAfterOf(error: GraphQLError | undefined): number | undefined {
  const { retryAfter } = error?.extensions ?? {};
  if (typeof retryAfter === 'number') return retryAfter;
  const status = asPublicError(error)?.status;
  return status === 503 || status === 429 ? usualSeconds : undefined;
}
