import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './request/language.ts';
import type { Negotiated } from './request/media-type.ts';

/** Maximum age (in seconds) of a cached response, as in the graph. */
const maximumAge = 300;

/** Sets the response headers, and says whether the client already has the response (RFC 9110, 13.1). */
export function isFresh(
  request: FastifyRequest,
  reply: FastifyReply,
  { contentType, parameters }: Negotiated<string>,
  versions: readonly string[],
  lastModified: string,
): boolean {
  const { headers, raw } = request;
  const parts = [raw.url, contentType, [...parameters], languageOf(headers['accept-language']), versions];
  const etag = `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`;
  const modified = new Date(lastModified);
  modified.setUTCMilliseconds(0);
  reply.headers({
    'content-type': contentType,
    'cache-control': `public, max-age=${maximumAge}`,
    vary: 'accept, accept-language',
    etag,
    'last-modified': modified.toUTCString(),
    'x-content-type-options': 'nosniff',
  });
  const known = headers['if-none-match'];
  if (known !== undefined) {
    return known
      .split(',')
      .some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag.slice(2));
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && modified.getTime() <= since;
}
