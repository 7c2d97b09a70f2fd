import { asPublicError } from '@civic-graph/errors';
import type { GraphQLError } from 'graphql';

/** Default if a dependency is down for an unknown time. */
const usualSeconds = 5;

/**
 * Returns the value of `Retry-After` in seconds (RFC 9110, section 10.2.3; RFC 6585, section 4): from the
 * error, else a default for 503 and 429.
 */
export function retryAfterOf(error: GraphQLError | undefined): number | undefined {
  const { retryAfter } = error?.extensions ?? {};
  if (typeof retryAfter === 'number') return retryAfter;
  const status = asPublicError(error)?.status;
  return status === 503 || status === 429 ? usualSeconds : undefined;
}
