import { createHash } from 'node:crypto';
import type { onSendAsyncHookHandler } from 'fastify';

/**
 * Gives an answer that caches on the way may keep its validator, and says 304 to who has it already (RFC
 * 9110, sections 8.8.3, 13.1.2 and 15.4.5). Only `GET`: no cache keeps what answers a `POST`.
 */
export const answerConditionally: onSendAsyncHookHandler = async (request, reply, payload) => {
  if (request.method !== 'GET' || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
  if (reply.getHeader('cache-control') === 'no-store') return payload;
  const tag = entityTag(String(reply.getHeader('content-type')), payload);
  reply.header('etag', tag);
  // It is the same for every caller: whose token came along does not matter. What is left of a quota is not.
  reply.header('vary', 'accept');
  reply.removeHeader('ratelimit').removeHeader('ratelimit-policy');
  if (!matches(request.headers['if-none-match'], tag)) return payload;
  reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return null;
};

/** Strong: another media type with the same bytes is another representation (RFC 9110, section 8.8.1). */
function entityTag(contentType: string, body: string): string {
  const hash = createHash('sha256').update(`${contentType}\n${body}`).digest('base64url');
  return `"${hash.slice(0, 27)}"`;
}

/** The comparison is a weak one: a cache that has recoded the body may have weakened the tag. */
function matches(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag);
}
