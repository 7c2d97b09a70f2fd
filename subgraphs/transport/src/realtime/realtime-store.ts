import type { Feed } from '../feed/feed.ts';
import { emptySnapshot, type RealtimeSnapshot } from './snapshot.ts';
import { SnapshotBuilder } from './snapshot-builder.ts';
import { poll } from './source/poll.ts';
import type { RealtimeSource } from './source/realtime-source.ts';

/** Which parts of a snapshot differ from the previous one. */
export interface RealtimeChange {
  readonly trips: boolean;
  readonly vehicles: boolean;
  readonly alerts: boolean;
}

export interface RealtimeStoreOptions {
  readonly sources: readonly RealtimeSource[];
  /** The version of the feed in service; `null` if none is. */
  readonly feed: () => Feed | null;
  readonly clock: () => Date;
  /** Called with each new snapshot when it is served. */
  readonly onChange: (snapshot: RealtimeSnapshot, change: RealtimeChange) => void;
  /** Called when a source begins to fail, and when it recovers. */
  readonly onSource?: (source: RealtimeSource) => void;
  /** Called when the newest message of a source becomes too old to be used, and when a newer one comes. */
  readonly onStale?: (source: RealtimeSource, isStale: boolean) => void;
  /** Called for a defect. */
  readonly report: (error: unknown) => void;
}

/**
 * Reads all sources, and replaces the snapshot as a whole. While one is made, further messages wait: then the
 * newest of each source is used, so that a slow service skips messages instead of falling behind.
 */
export class RealtimeStore {
  readonly #options: RealtimeStoreOptions;
  readonly #builder = new SnapshotBuilder();
  #current: RealtimeSnapshot | null = null;
  #building: Promise<void> | null = null;
  #isOutdated = false;
  #isClosed = false;
  #stops: (() => void)[] = [];

  constructor(options: RealtimeStoreOptions) {
    this.#options = options;
  }

  get sources(): readonly RealtimeSource[] {
    return this.#options.sources;
  }

  /** The snapshot for a feed: a request that began with a replaced feed gets the timetable only. */
  of(feed: Feed): RealtimeSnapshot {
    if (this.#current?.feed === feed) return this.#current;
    const empty = emptySnapshot(feed);
    if (feed === this.#options.feed()) this.#current ??= empty;
    return empty;
  }

  /** Reads the sources at their intervals, until {@link close}. */
  start(): void {
    const { sources, onSource, onStale, clock } = this.#options;
    for (const source of sources) {
      let wasWell = true;
      let wasStale = false;
      const onRead = (isNew: boolean) => {
        const isWell = source.failure === null;
        if (isWell !== wasWell) onSource?.(source);
        wasWell = isWell;
        const isStale = source.isStale(clock());
        if (isStale !== wasStale) onStale?.(source, isStale);
        if (isNew || isStale !== wasStale) void this.refresh();
        wasStale = isStale;
      };
      this.#stops.push(poll(source, onRead));
    }
  }

  /** Makes a snapshot of what the sources say now; call it after the feed was replaced. */
  async refresh(): Promise<void> {
    if (this.#options.sources.length === 0) {
      const feed = this.#options.feed();
      this.#current = feed === null ? null : emptySnapshot(feed);
      return;
    }
    this.#isOutdated = true;
    this.#building ??= this.#build().finally(() => {
      this.#building = null;
    });
    return this.#building;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    this.#stops = [];
    await this.#building;
  }

  async #build(): Promise<void> {
    const { sources, clock, onChange, report } = this.#options;
    while (this.#isOutdated && !this.#isClosed) {
      this.#isOutdated = false;
      const feed = this.#options.feed();
      if (feed === null) return;
      try {
        const before = this.#current ?? emptySnapshot(feed);
        const next = await this.#builder.build(feed, sources, clock());
        if (this.#isClosed) return;
        this.#current = next;
        onChange(next, changeBetween(before, next));
      } catch (error) {
        // The previous snapshot stays.
        report(error);
      }
    }
  }
}

function changeBetween(before: RealtimeSnapshot, next: RealtimeSnapshot): RealtimeChange {
  const isEmpty = before.vehicles.vehicles.length === 0 && next.vehicles.vehicles.length === 0;
  return {
    trips: before.trips !== next.trips,
    vehicles: !isEmpty,
    alerts: before.alerts.fingerprint !== next.alerts.fingerprint,
  };
}
