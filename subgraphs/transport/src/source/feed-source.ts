import type { FeedContent } from './feed-content.ts';

/** Source of feeds. */
export interface FeedSource {
  /** Checks for a new feed. Cheap if nothing has changed. */
  read(): Promise<FeedSnapshot>;
}

/** Content of a source at one time. */
export interface FeedSnapshot {
  /** Equal for equal content. */
  readonly fingerprint: string;
  readonly content: FeedContent;
}

/** The source cannot be read: missing, unreachable or too large. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}
