import { unwrapResolverError } from '@apollo/server/errors';
import { asPublicError, errorTable, isErrorCode } from '@civic-graph/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/**
 * Apollo Server's codes for requests that never reach the engine; their messages describe only the request.
 */
const fromRequest = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

export type ErrorFormatter = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * Masks errors: only deliberately thrown public errors are shown; any other becomes INTERNAL_SERVER_ERROR
 * without details.
 */
export function errorMask({ hideSuggestions }: { readonly hideSuggestions: boolean }): ErrorFormatter {
  return (formatted, error) => {
    const code = publicCode(formatted, error);
    if (code === null) {
      return {
        message: errorTable.INTERNAL_SERVER_ERROR.meaning,
        ...(formatted.path && { path: formatted.path }),
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      };
    }
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    const message = hideSuggestions ? withoutSuggestion(formatted.message) : formatted.message;
    return { ...formatted, message: withoutDelivery(message), extensions: { ...extensions, code } };
  };
}

/** `null` if the error must not be shown. */
function publicCode(formatted: GraphQLFormattedError, error: unknown): string | null {
  const code = formatted.extensions?.code;
  if (typeof code !== 'string') return null;
  if (code === 'INTERNAL_SERVER_ERROR') return isRefusedRequest(error) ? 'BAD_REQUEST' : null;
  if (asPublicError(error)) return code;
  const isKnown = fromRequest.has(code) || isErrorCode(code);
  return isKnown && unwrapResolverError(error) instanceof GraphQLError ? code : null;
}

/** Apollo Server refuses a persisted query with a wrong hash or version by a status without a code. */
function isRefusedRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions.code !== undefined) return false;
  const { http } = error.extensions;
  return typeof http === 'object' && http !== null && 'status' in http && http.status === 400;
}

/** graphql-js suggests similar names of the schema for an unknown name. */
function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean .+?\?$/s, '');
}

/**
 * Says that incremental delivery is unsupported, because clients would otherwise look for a mistake in their
 * own query.
 */
function withoutDelivery(message: string): string {
  const directive = /^Unknown directive "(@defer|@stream)"\.$/.exec(message)?.[1];
  return directive === undefined
    ? message
    : `${directive} is not served here: an answer comes whole. Leave it out.`;
}
