import type { Instant } from '../../feed/zone-clock.ts';
import { SourceError } from '../../source/feed-source.ts';
import type { FeedHeader } from '../message/feed-message.ts';
import { MalformedMessage } from '../message/message-reader.ts';
import { type FeedMessage, readFeedMessage } from '../message/read-feed-message.ts';
import { maxFutureSeconds } from '../observation-time.ts';
import { type Entities, noEntities, withMessage } from './entities.ts';
import type { MessageSource } from './message-source.ts';
import type { RealtimeSourceSettings } from './source-settings.ts';

/** Why the last read of a source was of no use. */
export interface SourceFailure {
  readonly at: Date;
  /** Without the place, which may contain a key. */
  readonly message: string;
}

export type SourceSettings = Pick<RealtimeSourceSettings, 'name' | 'seconds' | 'staleSeconds'> & {
  /** Whether its messages are made up. */
  readonly isSimulated?: boolean;
};

/** One source and what it says now. A message that is invalid or older than the last one changes nothing. */
export class RealtimeSource {
  readonly settings: SourceSettings;
  readonly #source: MessageSource;
  readonly #clock: () => Date;
  entities: Entities = noEntities;
  /** Time of the message in use, by its header, or else when it was received. */
  timestamp: Instant | null = null;
  incrementality: NonNullable<FeedHeader['incrementality']> = 'FULL_DATASET';
  receivedAt: Date | null = null;
  failure: SourceFailure | null = null;
  failures = 0;
  /** The message in use: many servers send it again although nothing has changed. */
  #bytes: Uint8Array | null = null;

  constructor(settings: SourceSettings, source: MessageSource, clock: () => Date) {
    this.settings = settings;
    this.#source = source;
    this.#clock = clock;
  }

  isStale(now: Date): boolean {
    return this.timestamp !== null && now.getTime() / 1000 - this.timestamp > this.settings.staleSeconds;
  }

  /** @returns whether there is something new */
  async read(): Promise<boolean> {
    try {
      const bytes = await this.#source.read();
      const isNew = bytes !== null && !this.#isInUse(bytes);
      if (isNew) {
        this.#accept(await readFeedMessage(bytes));
        this.#bytes = bytes;
      }
      this.#source.accepted?.();
      this.failure = null;
      this.failures = 0;
      return isNew;
    } catch (error) {
      this.failures += 1;
      this.failure = { at: this.#clock(), message: messageOf(error) };
      return false;
    }
  }

  #isInUse(bytes: Uint8Array): boolean {
    return this.#bytes !== null && Buffer.compare(this.#bytes, bytes) === 0;
  }

  #accept(message: FeedMessage): void {
    const now = this.#clock();
    const seconds = Math.floor(now.getTime() / 1000);
    const timestamp = message.header.timestamp || seconds;
    if (timestamp > seconds + maxFutureSeconds) {
      throw new MalformedMessage(`its timestamp lies ${timestamp - seconds} s in the future (rule E050)`);
    }
    if (this.timestamp !== null && timestamp < this.timestamp) {
      throw new MalformedMessage(
        `it is ${this.timestamp - timestamp} s older than the message in use, and is ignored (rule E018)`,
      );
    }
    this.entities = withMessage(this.entities, message, timestamp);
    this.timestamp = timestamp;
    this.incrementality = message.header.incrementality ?? 'FULL_DATASET';
    this.receivedAt = now;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof SourceError) return error.message;
  if (error instanceof MalformedMessage) return `the message is refused: ${error.message}`;
  return 'the message could not be read (a defect of this service)';
}
