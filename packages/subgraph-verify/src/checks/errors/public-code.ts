import { isErrorCode } from '@civic-graph/errors';

/** Codes of the table for which the gateway hides a subgraph's message. */
const masked = /^(SIGNATURE_|GRAPHQL_|UNAUTHENTICATED$|BAD_REQUEST$|NOT_READY$|INTERNAL_SERVER_ERROR$)/;

/** Whether the message of an error with this code reaches the client. */
export function isPublicCode(code: string | null): boolean {
  return isErrorCode(code) && !masked.test(code);
}
