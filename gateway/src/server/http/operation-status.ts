import type { ErrorCode } from '@civic-graph/errors';
import { acceptsPlainJson, mediaTypeFor } from './media-type.ts';

/** What can be wrong with the operation of a request that is itself well-formed. */
const ofTheOperation: ReadonlySet<unknown> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_LIMIT_EXCEEDED',
  'BAD_USER_INPUT',
]);

/**
 * The status of an answer without data, by the media type that the client asked for (GraphQL over HTTP,
 * section 6.4).
 *
 * Named `application/json` is the legacy type: its readers take any other status than 200 for the word of a
 * proxy on the way, so an operation that is refused is 200. `application/graphql-response+json` has no 200
 * without data. A client that names neither is told by the status as well; see docs/explanation/adr/0013.
 * That a persisted query is not known is no failure but a step of its protocol, which clients expect with
 * 200; see docs/explanation/adr/0044.
 *
 * @param status by the error's code
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

/** Named as itself, and not by a wildcard. */
function isNamed(mediaType: string, accept: string | undefined): boolean {
  return (accept ?? '').split(',').some((range) => range.split(';')[0]?.trim().toLowerCase() === mediaType);
}
