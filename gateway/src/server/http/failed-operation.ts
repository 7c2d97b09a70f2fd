import { asPublicError, describeError } from '@civic-graph/errors';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { OperationResult } from '../../execution/engine.ts';

/**
 * What the client is told of an operation that failed; what is our fault is told to the operator first, with
 * its cause.
 */
export function failedOperation(error: unknown, logger: Logger): OperationResult {
  const known = asPublicError(error);
  if (known !== undefined && known.status < 500) return { errors: [known] };
  const cause = known?.originalError ?? (error instanceof Error ? error : new Error(String(error)));
  logger.error({ error: describeError(cause), code: known?.code }, 'an operation failed');
  return { errors: [known ?? (cause instanceof GraphQLError ? cause : new GraphQLError(cause.message))] };
}
