import type { IncomingHttpHeaders } from 'node:http';

/**
 * Any of these, with a value, makes a browser ask first whether it may send the request (the Fetch standard,
 * CORS-preflight).
 */
export const preflightedHeaders = ['apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * `Authorization` schemes that a browser never adds by itself. It adds `Basic`, `Digest` and `Negotiate` to
 * requests of any page, without a preflight.
 */
const tokenScheme = /^(bearer|dpop) /i;

/** Whether no page of another origin can have made a browser send a request with these headers unasked. */
export function isPreflighted(headers: IncomingHttpHeaders): boolean {
  return preflightedHeaders.some((name) => headers[name]) || tokenScheme.test(headers.authorization ?? '');
}
