import type { IncomingHttpHeaders } from 'node:http';
import { PublicError } from '@civic-graph/errors';

/** Any of these makes a browser ask first whether it may send the request (the Fetch standard, CORS-preflight). */
const askedFor = ['apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * Refuses a `GET` that any web page could make a browser send, as Apollo Server does for the other lane.
 *
 * @throws PublicError BAD_REQUEST
 */
export function refusePlainRead(headers: IncomingHttpHeaders): void {
  if (askedFor.some((name) => headers[name])) return;
  throw new PublicError(
    'BAD_REQUEST',
    `A GET could be any web page’s: send one of the headers ${askedFor.join(', ')}.`,
  );
}
