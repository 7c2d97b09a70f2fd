import { asPublicError, describeError } from '@civic-graph/errors';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { OperationResult } from '../../execution/engine.ts';

/** Returns the result for a failed operation. Internal errors are logged with their cause first. */
export function failedOperation(error: unknown, logger: Logger): OperationResult {
  const known = asPublicError(error);
  if (known !== undefined && known.status < 500) return { errors: [known] };
  const cause = known?.originalError ?? (error instanceof Error ? error : new Error(String(error)));
  logger.error({ error: describeError(cause), code: known?.code }, 'an operation failed');
  return { errors: [known ?? (cause instanceof GraphQLError ? cause : new GraphQLError(cause.message))] };
}
