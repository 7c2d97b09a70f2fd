import type { Instant } from '../feed/zone-clock.ts';
import { maxFutureSeconds } from '../realtime/observation-time.ts';
import type { MessageSource } from '../realtime/source/message-source.ts';
import { SourceError } from '../source/feed-source.ts';
import { readEnvelope } from './read/envelope.ts';

/** Bounds of the interval between reads, whatever a file asks for, in seconds. */
const interval = { least: 10, most: 3_600 };
const maxPauseSeconds = 60;

/** One file of a system, read again when its time to live is over. */
export class SystemFile<Content> {
  readonly #source: MessageSource;
  readonly #parse: (data: unknown) => Promise<Content>;
  readonly #clock: () => Date;
  content: Content | null = null;
  updatedAt: Instant | null = null;
  /** When the content was last found to be current. */
  #checkedAt: Instant | null = null;
  #ttl = interval.least;
  #dueAt: Instant = 0;
  #failures = 0;
  failure: { readonly at: Date; readonly message: string } | null = null;

  /** @param before the file at its previous place: its content is served, and ages, until this one is read */
  constructor(
    source: MessageSource,
    parse: (data: unknown) => Promise<Content>,
    clock: () => Date,
    before?: SystemFile<Content>,
  ) {
    this.#source = source;
    this.#parse = parse;
    this.#clock = clock;
    if (before === undefined) return;
    this.content = before.content;
    this.#checkedAt = before.#checkedAt;
    this.#ttl = before.#ttl;
  }

  get dueAt(): Instant {
    return this.#dueAt;
  }

  /** Whether the content may be outdated, because no read has succeeded for two intervals. */
  isStale(now: Instant): boolean {
    return this.#checkedAt !== null && now - this.#checkedAt > Math.max(2 * this.#ttl, maxPauseSeconds);
  }

  /**
   * Reads the file if it is due. A file that is invalid or older than the one in use changes nothing.
   *
   * @returns whether the content is new
   */
  async read(): Promise<boolean> {
    const now = this.#clock();
    if (now.getTime() / 1000 < this.#dueAt) return false;
    let isNew = false;
    try {
      const bytes = await this.#source.read();
      if (bytes !== null) isNew = await this.#accept(bytes);
      this.#source.accepted?.();
      this.#checkedAt = now.getTime() / 1000;
      this.#failures = 0;
      this.failure = null;
    } catch (error) {
      this.#failures += 1;
      const isExpected = error instanceof SourceError;
      const message = isExpected ? error.message : 'the file could not be read (a defect of this service)';
      this.failure = { at: now, message };
    }
    const pause = this.#failures === 0 ? this.#ttl : this.#pauseAfterFailure();
    this.#dueAt = this.#clock().getTime() / 1000 + pause;
    return isNew;
  }

  #pauseAfterFailure(): number {
    return Math.min(interval.least * 2 ** Math.min(this.#failures, 10), Math.max(this.#ttl, maxPauseSeconds));
  }

  async #accept(bytes: Uint8Array): Promise<boolean> {
    const { updatedAt, ttl, data } = await readEnvelope(bytes);
    const seconds = Math.floor(this.#clock().getTime() / 1000);
    // Accepted, it would make every later file the older one.
    if (updatedAt > seconds + maxFutureSeconds) {
      throw new SourceError(`it was made ${updatedAt - seconds} s in the future, and is ignored`);
    }
    if (this.updatedAt !== null && updatedAt < this.updatedAt) {
      throw new SourceError(
        `it is ${this.updatedAt - updatedAt} s older than the file in use, and is ignored`,
      );
    }
    const content = await this.#parse(data);
    this.#ttl = Math.min(interval.most, Math.max(interval.least, ttl));
    this.updatedAt = updatedAt;
    this.content = content;
    return true;
  }
}
