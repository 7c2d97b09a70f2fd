import type { Feed } from '../feed/feed.ts';
import { FeedRefused, LoadReport } from '../gtfs/load-report.ts';
import type { FeedSnapshot, FeedSource } from '../source/feed-source.ts';
import { readSource } from '../source/read-feed.ts';

/** A version of a feed. */
export interface LoadedFeed {
  readonly feed: Feed;
  readonly loadedAt: Date;
  readonly fingerprint: string;
}

/** A version of a feed that was refused. */
export interface Refusal {
  readonly refusedAt: Date;
  readonly report: LoadReport;
}

export type ReloadOutcome = 'unchanged' | 'replaced' | 'refused';

export interface FeedStoreOptions {
  readonly source: FeedSource;
  readonly feedId: string;
  readonly clock: () => Date;
  /** @throws FeedRefused */
  readonly load: (snapshot: FeedSnapshot, feedId: string) => Promise<Feed>;
  /** Puts a newer version into service; not called with the first one. */
  readonly serve: (loaded: LoadedFeed) => Promise<void>;
  /** Called for every reload that was not idle. */
  readonly onReload?: (outcome: 'replaced' | 'refused', store: FeedStore) => void;
  /** Called when loading or serving fails for another reason than a refusal. */
  readonly onFailure?: (error: unknown) => void;
}

/** Holds the version of one feed that is in service, and replaces it only by a valid newer one. */
export class FeedStore {
  readonly #options: FeedStoreOptions;
  #current: LoadedFeed | null = null;
  /** Of the current version, if it is from the source of this store. */
  #fingerprint: string | null = null;
  #refusal: (Refusal & { readonly fingerprint: string }) | null = null;
  #reloading: Promise<ReloadOutcome> | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** A store without a version, which {@link reload} puts into service. */
  constructor(options: FeedStoreOptions) {
    this.#options = options;
  }

  /** Loads the feed. If it is broken or unreadable, `current` is null and `refusal` says why. */
  static async open(options: FeedStoreOptions): Promise<FeedStore> {
    const store = new FeedStore(options);
    await store.#load(async () => {});
    return store;
  }

  /**
   * Keeps the version of a closed store of the same feed until this one loads its own.
   *
   * @param isSameSource whether both have the same source: its version need not be loaded again
   */
  takeOver(closed: FeedStore, isSameSource: boolean): void {
    this.#current = closed.#current;
    this.#fingerprint = isSameSource ? closed.#fingerprint : null;
  }

  /** `null` if no version could be loaded yet. */
  get current(): LoadedFeed | null {
    return this.#current;
  }

  /** Why the newest version is not in service; `null` if it is. */
  get refusal(): Refusal | null {
    return this.#refusal;
  }

  /** Checks for a newer feed. Concurrent calls share one result. */
  reload(): Promise<ReloadOutcome> {
    this.#reloading ??= this.#reload()
      .catch((error) => {
        this.#options.onFailure?.(error);
        throw error;
      })
      .finally(() => {
        this.#reloading = null;
      });
    return this.#reloading;
  }

  /** Reloads periodically, until {@link close}. */
  watch(seconds: number): void {
    this.#timer = setInterval(() => void this.reload().catch(() => {}), seconds * 1000);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#reloading?.catch(() => {});
  }

  async #reload(): Promise<ReloadOutcome> {
    const refused = this.#refusal;
    const outcome = await this.#load(this.#options.serve);
    const isKnown = outcome === 'refused' && refused === this.#refusal;
    if (outcome !== 'unchanged' && !isKnown) this.#options.onReload?.(outcome, this);
    return outcome;
  }

  async #load(serve: FeedStoreOptions['serve']): Promise<ReloadOutcome> {
    let fingerprint = '';
    try {
      const snapshot = await readSource(this.#options.source);
      fingerprint = snapshot.fingerprint;
      if (fingerprint === this.#fingerprint) {
        this.#refusal = null;
        return 'unchanged';
      }
      if (fingerprint === this.#refusal?.fingerprint) return 'refused';
      const loaded = await this.#loadSnapshot(snapshot);
      await serve(loaded);
      this.#current = loaded;
      this.#fingerprint = fingerprint;
      this.#refusal = null;
      return 'replaced';
    } catch (error) {
      if (!(error instanceof FeedRefused)) throw error;
      this.#refusal = { fingerprint, refusedAt: this.#options.clock(), report: error.report };
      return 'refused';
    }
  }

  /** A defect that one feed brings to light refuses this feed, and must not stop others. */
  async #loadSnapshot(snapshot: FeedSnapshot): Promise<LoadedFeed> {
    const { feedId, clock, load, onFailure } = this.#options;
    try {
      const feed = await load(snapshot, feedId);
      return { feed, loadedAt: clock(), fingerprint: snapshot.fingerprint };
    } catch (error) {
      if (error instanceof FeedRefused) throw error;
      onFailure?.(error);
      const report = new LoadReport();
      report.error(
        'unreadable_source',
        'feed',
        null,
        null,
        'loading failed; the log of the service says why',
      );
      throw new FeedRefused(report);
    }
  }
}
