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
export function formatAnswer(result: OperationResult, mask: ErrorFormatter): string {
  return `${JSON.stringify(formatResult(result, mask))}\n`;
}

/** The result as it is sent, with its errors masked. */
export function formatResult({ data, errors, extensions }: OperationResult, mask: ErrorFormatter): object {
  return { errors: errors && formatErrors(errors, mask), data, extensions };
}

export function formatErrors(errors: readonly GraphQLError[], mask: ErrorFormatter): GraphQLFormattedError[] {
  return errors.map((error) => mask(withCode(error), error));
}

function withCode(error: GraphQLError): GraphQLFormattedError {
  const { code = 'INTERNAL_SERVER_ERROR', ...extensions } = error.extensions;
  return { ...error.toJSON(), extensions: { ...extensions, code } };
}
