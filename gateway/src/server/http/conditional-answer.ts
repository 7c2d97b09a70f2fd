import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { onSendAsyncHookHandler } from 'fastify';

/** An answer as sent to a client without a stored response. */
export interface WholeAnswer {
  readonly status: number;
  readonly cacheControl: unknown;
  readonly contentType: unknown;
  readonly body: unknown;
}

export interface Validator {
  readonly etag: string;
  /** Whether the client's stored response is current: 304 (RFC 9110, section 15.4.5). */
  readonly isKnown: boolean;
}

/**
 * Returns the validator of an answer that caches may store (RFC 9110, sections 8.8.3 and 13.1.2), else
 * `null`. Only for `GET`: no cache stores the answer to a `POST`.
 */
export function validatorOf(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  { status, cacheControl, contentType, body }: WholeAnswer,
): Validator | null {
  if (method !== 'GET' || status !== 200 || typeof body !== 'string') return null;
  if (cacheControl === 'no-store') return null;
  const etag = entityTag(String(contentType), body);
  return { etag, isKnown: matches(headers['if-none-match'], etag) };
}

/** A storable answer is the same for every caller, so it does not vary by token, and it carries no quota. */
export const storedVariesBy = 'accept';

/** Adds the validator to Apollo Server's answers. */
export const answerConditionally: onSendAsyncHookHandler = async ({ raw }, reply, payload) => {
  const validator = validatorOf(raw, {
    status: reply.statusCode,
    cacheControl: reply.getHeader('cache-control'),
    contentType: reply.getHeader('content-type'),
    body: payload,
  });
  if (validator === null) return payload;
  reply.header('etag', validator.etag).header('vary', storedVariesBy);
  reply.removeHeader('ratelimit').removeHeader('ratelimit-policy');
  if (!validator.isKnown) return payload;
  reply.code(304).removeHeader('content-type').removeHeader('content-length');
  return null;
};

/**
 * A strong validator: the same bytes under another media type are another representation (RFC 9110, section
 * 8.8.1).
 */
function entityTag(contentType: string, body: string): string {
  const hash = createHash('sha256').update(`${contentType}\n${body}`).digest('base64url');
  return `"${hash.slice(0, 27)}"`;
}

/** A weak comparison, because a cache that recoded the body may have weakened the tag. */
function matches(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag);
}
