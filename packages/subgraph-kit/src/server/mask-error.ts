import { unwrapResolverError } from '@apollo/server/errors';
import { asPublicError, type ErrorCode, PublicError } from '@civic-graph/errors';
import type { GraphQLFormattedError } from 'graphql';
import { asBorderError } from '../database/border-error.ts';
import { refusedConnection } from '../database/connection-refused.ts';

/** Codes of graphql-js and Apollo Server that speak of the document, before anything of ours has run. */
const requestCodes: ReadonlySet<unknown> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);

/**
 * The error as the gateway may see it: what was thrown as a PublicError, and what is wrong with the document.
 * Anything else becomes INTERNAL_SERVER_ERROR, and goes to `report`.
 */
export function createErrorMask(report: (error: unknown, path: string) => void) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    const publicError = asPublicError(error) ?? asPublicError(asBorderError(thrown));
    if (publicError !== undefined) {
      const refused = refusedConnection(publicError);
      if (refused !== null) report(refused, formatted.path?.join('.') ?? '');
      // `http` steers Apollo Server's status and is not for the client.
      const { http: _, stacktrace: __, ...extensions } = { ...publicError.extensions };
      return { ...placeOf(formatted), message: publicError.message, extensions };
    }
    const code = formatted.extensions?.code;
    // An error with a path comes from execution: a code in it is some library's, not our word.
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
