import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

export const plainJson = 'application/json; charset=utf-8';

export const eventStream = 'text/event-stream; charset=utf-8';

/** Supported media types (GraphQL over HTTP, section 4.1); the first is the default. */
const offered = [plainJson, 'application/graphql-response+json; charset=utf-8', eventStream];

/**
 * Cached by `Accept`: clients send a handful of values; the limit prevents invented ones from filling memory.
 */
const chosen = new LRUCache<string, { readonly mediaType: string | null }>({ max: 100 });

/**
 * @returns the media type for an `Accept` header, as Apollo Server chooses it; `null` if none is accepted
 */
export function mediaTypeFor(accept: string | undefined): string | null {
  if (!accept) return offered[0] ?? null;
  let known = chosen.get(accept);
  if (known === undefined) {
    known = { mediaType: new Negotiator({ headers: { accept } }).mediaType(offered) ?? null };
    chosen.set(accept, known);
  }
  return known.mediaType;
}

/** Whether a client accepts `application/json`, even if it prefers another type. */
export function acceptsPlainJson(accept: string | undefined): boolean {
  return !accept || new Negotiator({ headers: { accept } }).mediaType([plainJson]) !== undefined;
}

/** Whether this media type is an event stream: GraphQL over Server-Sent Events. */
export function isEventStream(mediaType: string | null): boolean {
  return mediaType === eventStream;
}

/** Request headers that an answer depends on (RFC 9110, section 12.5.5). */
export const answerVariesBy = 'accept, authorization';
