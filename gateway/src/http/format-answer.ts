import { asPublicError } from '@civic-graph/errors';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { OperationResult } from '../execution/execute-operation.ts';
import type { ErrorFormatter } from './mask-error.ts';

/** An answer without data is a request that failed: its HTTP status is that of its first error. */
export function statusOf({ data, errors }: OperationResult): number {
  const [first] = errors ?? [];
  if (data !== undefined || first === undefined) return 200;
  return asPublicError(first)?.status ?? 500;
}

/** The body that Apollo Server writes for the same result, byte for byte. */
export function formatAnswer({ data, errors, extensions }: OperationResult, mask: ErrorFormatter): string {
  const formatted = errors?.map((error) => mask(withCode(error), error));
  return `${JSON.stringify({ errors: formatted, data, extensions })}\n`;
}

function withCode(error: GraphQLError): GraphQLFormattedError {
  const { code = 'INTERNAL_SERVER_ERROR', ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions: { ...extensions, code } };
}
