import type { IncomingHttpHeaders } from 'node:http';
import { PublicError } from '@civic-graph/errors';
import { isPreflighted, preflightedHeaders } from '../http/preflighted.ts';

/**
 * Refuses a `GET` that any web page could make a browser send, as Apollo Server does on the slow path.
 * @throws PublicError BAD_REQUEST
 */
export function refusePlainRead(headers: IncomingHttpHeaders): void {
  if (isPreflighted(headers)) return;
  throw new PublicError(
    'BAD_REQUEST',
    `A GET request can come from any web page (CSRF): send one of the headers ${preflightedHeaders.join(', ')}, or a token in Authorization.`,
  );
}
