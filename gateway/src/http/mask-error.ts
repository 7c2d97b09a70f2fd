import { unwrapResolverError } from '@apollo/server/errors';
import { asPublicError, errorTable, isErrorCode } from '@civic-graph/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Codes of Apollo Server for requests that never reach the engine; its messages speak of the request alone. */
const fromRequest = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Only what was deliberately thrown leaves; anything else becomes INTERNAL_SERVER_ERROR without a word of why. */
export function maskError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const code = formatted.extensions?.code;
  const isPublic =
    asPublicError(error) !== undefined ||
    (original instanceof GraphQLError &&
      typeof code === 'string' &&
      (fromRequest.has(code) || isErrorCode(code)));
  if (isPublic && code !== 'INTERNAL_SERVER_ERROR') return withoutStack(formatted);
  return {
    message: errorTable.INTERNAL_SERVER_ERROR.meaning,
    ...(formatted.path && { path: formatted.path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

function withoutStack(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  return { ...formatted, extensions };
}
