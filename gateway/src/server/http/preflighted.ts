import type { IncomingHttpHeaders } from 'node:http';

/**
 * Request headers whose presence makes a browser send a preflight first (the Fetch standard, CORS-preflight).
 */
export const preflightedHeaders = ['apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * `Authorization` schemes that a browser never adds by itself. It adds `Basic`, `Digest` and `Negotiate` to
 * requests of any page without a preflight.
 */
const tokenScheme = /^(bearer|dpop) /i;

/** Whether these headers prove that no page of another origin sent the request without a preflight. */
export function isPreflighted(headers: IncomingHttpHeaders): boolean {
  return preflightedHeaders.some((name) => headers[name]) || tokenScheme.test(headers.authorization ?? '');
}
