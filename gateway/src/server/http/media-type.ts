import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

export const plainJson = 'application/json; charset=utf-8';

/**
 * What an answer can be written as (GraphQL over HTTP, section 4.1), the one first that a caller without a
 * wish gets.
 */
const offered = [
  plainJson,
  'application/graphql-response+json; charset=utf-8',
  'text/event-stream; charset=utf-8',
];

/** Clients send one of a handful of headers; what is made up does not fill the memory. */
const chosen = new LRUCache<string, { readonly mediaType: string | null }>({ max: 100 });

/**
 * @returns the media type for an `Accept` header, as Apollo Server chooses it; `null` where none is accepted
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

/** Whether a client reads `application/json`, be it that it prefers another type. */
export function acceptsPlainJson(accept: string | undefined): boolean {
  return !accept || new Negotiator({ headers: { accept } }).mediaType([plainJson]) !== undefined;
}

/** Whether an answer of this media type is one that goes on: GraphQL over Server-Sent Events. */
export function isEventStream(mediaType: string | null): boolean {
  return mediaType === offered[2];
}

/** Request headers that an answer depends on (RFC 9110, section 12.5.5). */
export const answerVariesBy = 'accept, authorization';
