import { errorTable, isErrorCode } from '@civic-graph/errors';
import { GraphQLError } from 'graphql';

/** Of the gateway, a plan or a subgraph. Load shedding and kill switches are 503, and refusals 4xx. */
const faultStatuses: ReadonlySet<number> = new Set([500, 502, 504]);
/** The gateway has validated the caller's document, so a subgraph that refuses a part lacks the schema. */
const fromOldSubgraphs: ReadonlySet<unknown> = new Set(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']);

/** Whether an error is one that a supergraph can cause, and that its callers cannot fix. */
export function isFault(error: unknown): boolean {
  const code = codeOf(error);
  // What has no code of ours is masked as an internal error.
  return !isErrorCode(code) || faultStatuses.has(errorTable[code].status);
}

/** The same of an operation that has run. */
export function isFaultInAnswer(error: unknown): boolean {
  return isFault(error) || fromOldSubgraphs.has(codeOf(error));
}

function codeOf(error: unknown): unknown {
  return error instanceof GraphQLError ? error.extensions.code : undefined;
}
