import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { type ErrorCode, errorTable } from './table.ts';

/**
 * An error that was thrown deliberately and may reach the client as it is. Everything else is masked.
 *
 * @param code a code of the table; it becomes `extensions.code`
 * @param message what is wrong with *this* request, in words; never personal data, never internals
 * @param options path, nodes and further extensions; extensions are shown to the client
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

  /** HTTP status where this error ends the whole request. */
  get status(): number {
    return errorTable[this.code].status;
  }
}

/** `error` itself if it is public, or the public error it wraps (graphql-js wraps what a resolver throws). */
export function asPublicError(error: unknown): PublicError | undefined {
  if (error instanceof PublicError) return error;
  if (error instanceof GraphQLError && error.originalError instanceof PublicError) return error.originalError;
  return undefined;
}
