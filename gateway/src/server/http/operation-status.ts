import type { ErrorCode } from '@civic-graph/errors';
import { acceptsPlainJson, mediaTypeFor } from './media-type.ts';

/** Errors of the operation in an otherwise well-formed request. */
const ofTheOperation: ReadonlySet<unknown> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_LIMIT_EXCEEDED',
  'BAD_USER_INPUT',
]);

/**
 * Returns the HTTP status of an answer without data, by the accepted media type (GraphQL over HTTP, section
 * 6.4).
 *
 * - `application/json`, the legacy type: a refused operation is 200, because its readers take other statuses
 *   for a proxy's.
 * - `application/graphql-response+json`: never 200 without data.
 * - Neither named: as for the latter (docs/explanation/adr/0013).
 * - An unknown persisted query is a step of its protocol, and 200 (docs/explanation/adr/0044).
 * @param status of the error's code
 */
export function operationStatus(status: number, code: unknown, accept: string | undefined): number {
  if (status === 400 && ofTheOperation.has(code) && asksForPlainJson(accept)) return 200;
  if (code === 'PERSISTED_QUERY_NOT_FOUND' && !acceptsPlainJson(accept)) return 404;
  return status;
}

function asksForPlainJson(accept: string | undefined): boolean {
  return (
    isNamed('application/json', accept) && (mediaTypeFor(accept)?.startsWith('application/json') ?? false)
  );
}

/** Whether the media type is named literally, not by a wildcard. */
function isNamed(mediaType: string, accept: string | undefined): boolean {
  return (accept ?? '').split(',').some((range) => range.split(';')[0]?.trim().toLowerCase() === mediaType);
}
