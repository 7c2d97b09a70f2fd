import { isDeepStrictEqual } from 'node:util';
import { createLogger } from '@civic-graph/subgraph-kit';
import type { TransportConfig } from '../config.ts';
import { at } from '../feed/columns.ts';
import { openRealtime, type RealtimeSurroundings } from '../realtime/open-realtime.ts';
import type { RealtimeSource } from '../realtime/source/realtime-source.ts';
import type { FeedSource } from '../source/feed-source.ts';
import { createJourneys } from './create-journeys.ts';
import type { FeedSettings } from './feed-settings.ts';
import { FeedStore } from './feed-store.ts';
import { type ConfiguredFeed, FeedsInService } from './feeds-in-service.ts';
import { type Network, NetworkStore } from './network.ts';
import { type FeedSurroundings, invalidateAnswers, openFeeds, storeOptions } from './open-feeds.ts';

export interface FeedsOptions extends Pick<RealtimeSurroundings, 'updates' | 'invalidate' | 'clock'> {
  /** Sources by feed id, instead of the places of the configuration. */
  readonly sources?: Readonly<Record<string, FeedSource>> | undefined;
  /** Real-time sources by feed id, which tests read themselves, instead of those of the configuration. */
  readonly realtime?: Readonly<Record<string, readonly RealtimeSource[]>> | undefined;
}

/** The configured feeds, and the network of those in service. The configuration may change. */
export class ConfiguredFeeds {
  /** In the order of the configuration; changed in place. Feeds that end are at its end. */
  readonly all: ConfiguredFeed[] = [];
  readonly network: NetworkStore;
  readonly #config: TransportConfig;
  readonly #options: FeedsOptions;
  readonly #surroundings: FeedSurroundings;
  /** Ids of the feeds that the network may have. */
  #order: readonly string[];
  #applying: Promise<void> = Promise.resolve();
  #isClosed = false;

  private constructor(config: TransportConfig, options: FeedsOptions) {
    this.#config = config;
    this.#options = options;
    this.#order = config.feeds.map(({ id }) => id);
    this.network = new NetworkStore({
      order: () => this.#order,
      createJourneys: (joined) => createJourneys(config, joined),
      onServed: (network) => this.#useRuns(network),
    });
    this.#surroundings = {
      clock: options.clock,
      sources: options.sources,
      serve: (loaded) => this.network.serve([loaded]),
      onReplaced: (feedId) => void this.#find(feedId)?.realtime.refresh(),
    };
  }

  /** @throws ConfigurationError if no feed can be loaded */
  static async open(config: TransportConfig, options: FeedsOptions): Promise<ConfiguredFeeds> {
    const feeds = new ConfiguredFeeds(config, options);
    const stores = await openFeeds(config, feeds.#surroundings);
    feeds.all.push(...stores.map((store, index) => feeds.#withRealtime(at(config.feeds, index), store)));
    await feeds.network.serve(stores.flatMap(({ current }) => current ?? []));
    for (const each of feeds.all) feeds.#start(each);
    return feeds;
  }

  /** The feeds of one moment, which a request keeps. */
  inService(): FeedsInService {
    return new FeedsInService(this.network.current, this.all);
  }

  /**
   * Follows a changed configuration. Each new feed, and each with new settings, is loaded, refused and
   * replaced on its own. A removed feed ends when any feed of the configuration is in service.
   */
  apply(settings: readonly FeedSettings[]): Promise<void> {
    const applied = this.#applying.then(() => this.#apply(settings));
    this.#applying = applied.catch(() => {});
    return applied;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#applying;
    for (const each of this.all) await end(each);
    await this.network.close();
  }

  async #apply(settings: readonly FeedSettings[]): Promise<void> {
    const configured: ConfiguredFeed[] = [];
    const opened: ConfiguredFeed[] = [];
    for (const own of settings) {
      const before = this.#find(own.id);
      if (before !== undefined && isDeepStrictEqual(before.settings, own)) {
        configured.push(before);
        continue;
      }
      const store = new FeedStore(storeOptions(this.#config, own, this.#surroundings));
      if (before !== undefined) {
        await end(before);
        store.takeOver(before.store, before.settings.gtfs === own.gtfs);
      }
      const feed = this.#withRealtime(own, store);
      configured.push(feed);
      opened.push(feed);
    }
    const ids = new Set(settings.map(({ id }) => id));
    const removed = this.all.filter((each) => !ids.has(each.settings.id));
    this.#replaceAll([...configured, ...removed]);
    for (const each of opened) await this.#load(each);
    const isAnyInService = configured.some(({ store }) => store.current !== null);
    if (isAnyInService) await this.#remove(removed, configured);
    if (opened.length > 0 || (isAnyInService && removed.length > 0)) this.#notify();
  }

  async #load(feed: ConfiguredFeed): Promise<void> {
    if (this.#isClosed) return;
    // Refusals are reported; after a defect, the next interval tries again.
    await feed.store.reload().catch(() => {});
    if (!this.#isClosed) this.#start(feed);
  }

  async #remove(removed: readonly ConfiguredFeed[], others: readonly ConfiguredFeed[]): Promise<void> {
    if (removed.length === 0 || this.#isClosed) return;
    this.#order = others.map(({ settings: { id } }) => id);
    await this.network.serve([]);
    this.#replaceAll(others);
    const logger = createLogger('transport', this.#config.logLevel);
    for (const each of removed) {
      await end(each);
      logger.info({ feedId: each.settings.id }, 'feed removed');
    }
  }

  #notify(): void {
    invalidateAnswers(this.#config);
    this.#options.updates.changed('departures', 'departures-with-vehicles', 'vehicles', 'alerts');
  }

  #replaceAll(feeds: readonly ConfiguredFeed[]): void {
    this.all.splice(0, this.all.length, ...feeds);
    this.#order = feeds.map(({ settings: { id } }) => id);
  }

  #withRealtime(settings: FeedSettings, store: FeedStore): ConfiguredFeed {
    const { realtime: given, updates, invalidate, clock } = this.#options;
    const realtime = openRealtime({
      settings,
      network: this.network,
      given: given && (given[settings.id] ?? []),
      updates,
      invalidate,
      clock,
      logLevel: this.#config.logLevel,
    });
    return { settings, store, realtime };
  }

  #start({ settings, store, realtime }: ConfiguredFeed): void {
    if (this.#options.realtime === undefined) realtime.start();
    if (settings.reloadSeconds > 0) store.watch(settings.reloadSeconds);
  }

  #useRuns({ feeds, journeys }: Network): void {
    for (const [index, { feed }] of feeds.entries()) {
      const snapshot = this.#find(feed.id)?.realtime.of(feed);
      if (snapshot !== undefined) journeys.useRuns(index, snapshot.forJourneys, snapshot.trips);
    }
  }

  #find(id: string): ConfiguredFeed | undefined {
    return this.all.find(({ settings }) => settings.id === id);
  }
}

async function end({ store, realtime }: ConfiguredFeed): Promise<void> {
  await realtime.close();
  await store.close();
}
