import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { ErrorCode } from './error-code.ts';
import { errorTable } from './table.ts';

/**
 * An error that was thrown deliberately and may reach the client unchanged. Every other error is masked.
 *
 * @param code a code of the table; it becomes `extensions.code`
 * @param message the problem of *this* request; never personal data, never internals
 * @param options path, nodes and further extensions; extensions are sent to the client
 */
export class PublicError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(
    code: ErrorCode,
    message: string = errorTable[code].meaning,
    options: GraphQLErrorOptions = {},
  ) {
    super(message, { ...options, extensions: { ...options.extensions, code } });
    this.name = 'PublicError';
    this.code = code;
  }

  /** HTTP status if this error rejects the whole request. */
  get status(): number {
    return errorTable[this.code].status;
  }
}

/**
 * Returns `error` itself if it is public, or the public error that it wraps (graphql-js wraps thrown errors).
 */
export function asPublicError(error: unknown): PublicError | undefined {
  if (error instanceof PublicError) return error;
  if (error instanceof GraphQLError && error.originalError instanceof PublicError) return error.originalError;
  return undefined;
}
