import type { Feed } from './feed/feed.ts';
import { FeedRefused, type LoadReport } from './gtfs/load-report.ts';
import type { JourneyService } from './journey/worker/journey-service.ts';
import type { FeedSnapshot, FeedSource } from './source/feed-source.ts';
import { readFeed, readSource } from './source/read-feed.ts';

/** A feed being served. */
export interface LoadedFeed {
  readonly feed: Feed;
  readonly journeys: JourneyService;
  readonly loadedAt: Date;
  readonly fingerprint: string;
}

/** A newer feed that was not taken. */
export interface Refusal {
  readonly refusedAt: Date;
  readonly report: LoadReport;
}

export type ReloadOutcome = 'unchanged' | 'replaced' | 'refused';

export interface FeedStoreOptions {
  readonly source: FeedSource;
  readonly feedId: string;
  readonly clock: () => Date;
  /** Makes the planner of a feed, ready or not. */
  readonly createJourneys: (feed: Feed) => Promise<JourneyService>;
  /** Told of every attempt to reload that was not idle. */
  readonly onReload?: (outcome: 'replaced' | 'refused', store: FeedStore) => void;
}

/** Holds the feed that is served, and replaces it by a newer one only when that one is whole. */
export class FeedStore {
  readonly #options: FeedStoreOptions;
  #current: LoadedFeed;
  #refusal: (Refusal & { readonly fingerprint: string }) | null = null;
  #reloading: Promise<ReloadOutcome> | null = null;
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: FeedStoreOptions, first: LoadedFeed) {
    this.#options = options;
    this.#current = first;
  }

  /** @throws FeedRefused where the first feed is broken or cannot be read: there is none before it to keep */
  static async open(options: FeedStoreOptions): Promise<FeedStore> {
    const snapshot = await readSource(options.source);
    return new FeedStore(options, await load(snapshot, options));
  }

  get current(): LoadedFeed {
    return this.#current;
  }

  /** Why the newest feed is not the one being served; `null` where it is. */
  get refusal(): Refusal | null {
    return this.#refusal;
  }

  /** Looks for a newer feed. Calls that come while one is at work share its outcome. */
  reload(): Promise<ReloadOutcome> {
    this.#reloading ??= this.#reload().finally(() => {
      this.#reloading = null;
    });
    return this.#reloading;
  }

  /** Reloads from time to time, until {@link close}. */
  watch(seconds: number): void {
    this.#timer = setInterval(() => void this.reload().catch(() => {}), seconds * 1000);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#reloading?.catch(() => {});
    await this.#current.journeys.close();
  }

  async #reload(): Promise<ReloadOutcome> {
    let fingerprint = '';
    try {
      const snapshot = await readSource(this.#options.source);
      fingerprint = snapshot.fingerprint;
      if (fingerprint === this.#current.fingerprint) {
        this.#refusal = null;
        return 'unchanged';
      }
      if (fingerprint === this.#refusal?.fingerprint) return 'refused';
      const replaced = this.#current;
      this.#current = await load(snapshot, this.#options);
      this.#refusal = null;
      replaced.journeys.retire();
    } catch (error) {
      if (!(error instanceof FeedRefused)) throw error;
      this.#refusal = { fingerprint, refusedAt: this.#options.clock(), report: error.report };
    }
    const outcome = this.#refusal === null ? 'replaced' : 'refused';
    this.#options.onReload?.(outcome, this);
    return outcome;
  }
}

async function load(snapshot: FeedSnapshot, options: FeedStoreOptions): Promise<LoadedFeed> {
  const { feedId, clock, createJourneys } = options;
  const feed = await readFeed(snapshot, feedId);
  return {
    feed,
    journeys: await createJourneys(feed),
    loadedAt: clock(),
    fingerprint: snapshot.fingerprint,
  };
}
