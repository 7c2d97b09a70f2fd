import type { Archive } from '../archive/archive.ts';

/** Where feeds come from. */
export interface FeedSource {
  /** Looks whether there is something new. Cheap where nothing has changed. */
  read(): Promise<FeedSnapshot>;
}

/** What a source held at one moment. */
export interface FeedSnapshot {
  /** Equal for equal content. */
  readonly fingerprint: string;
  readonly open: () => Promise<Archive>;
}

/** The source cannot be read: no such file, no answer, too large. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}
