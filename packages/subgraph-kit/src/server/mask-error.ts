import { unwrapResolverError } from '@apollo/server/errors';
import { asPublicError, type ErrorCode, PublicError } from '@civic-graph/errors';
import type { GraphQLFormattedError } from 'graphql';
import { asBorderError } from '../database/border-error.ts';
import { refusedConnection } from '../database/connection-refused.ts';

/** Codes of graphql-js and Apollo Server about the document, before execution. */
const requestCodes: ReadonlySet<unknown> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);

/**
 * Returns the error as the gateway may see it: public errors and document errors. Masks any other as
 * INTERNAL_SERVER_ERROR and passes it to `report`.
 */
export function createErrorMask(report: (error: unknown, path: string) => void) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    const publicError = asPublicError(error) ?? asPublicError(asBorderError(thrown));
    if (publicError !== undefined) {
      const refused = refusedConnection(publicError);
      if (refused !== null) report(refused, formatted.path?.join('.') ?? '');
      // `http` controls Apollo Server's status and is not for the client.
      const { http: _, stacktrace: __, ...extensions } = { ...publicError.extensions };
      return { ...placeOf(formatted), message: publicError.message, extensions };
    }
    const code = formatted.extensions?.code;
    // An error with a path comes from execution, where a code may be a library's.
    if (formatted.path === undefined && requestCodes.has(code)) {
      return { ...placeOf(formatted), message: formatted.message, extensions: { code } };
    }
    report(thrown, formatted.path?.join('.') ?? '');
    const masked = new PublicError('INTERNAL_SERVER_ERROR');
    return { ...placeOf(formatted), message: masked.message, extensions: { code: masked.code } };
  };
}

function placeOf({
  path,
  locations,
}: GraphQLFormattedError): Pick<GraphQLFormattedError, 'path' | 'locations'> {
  return { ...(path && { path }), ...(locations && { locations }) };
}
