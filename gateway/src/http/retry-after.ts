import type { GraphQLError } from 'graphql';

/** Seconds after which it may be asked again (RFC 9110, section 10.2.3), where the error says so. */
export function retryAfterOf(error: GraphQLError | undefined): number | undefined {
  const { retryAfter } = error?.extensions ?? {};
  return typeof retryAfter === 'number' ? retryAfter : undefined;
}
