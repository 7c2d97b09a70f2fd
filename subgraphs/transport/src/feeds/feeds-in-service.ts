import type { RealtimeStore } from '../realtime/realtime-store.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import type { FeedSettings } from './feed-settings.ts';
import type { FeedStore, LoadedFeed } from './feed-store.ts';
import type { Network } from './network.ts';

/** A feed of the configuration, with what belongs to it alone. */
export interface ConfiguredFeed {
  readonly settings: FeedSettings;
  readonly store: FeedStore;
  /** Its sources know only the trips of this feed. */
  readonly realtime: RealtimeStore;
}

/** A feed as one request sees it. */
export interface ServedFeed {
  /** Its place among the feeds in service. */
  readonly index: number;
  readonly settings: FeedSettings;
  readonly loaded: LoadedFeed;
  readonly realtime: RealtimeSnapshot;
}

/** The feeds in service at one moment, in the order of the configuration; a request keeps them. */
export class FeedsInService {
  readonly network: Network;
  readonly all: readonly ServedFeed[];
  readonly #byId: ReadonlyMap<string, ServedFeed>;

  constructor(network: Network, configured: readonly ConfiguredFeed[]) {
    this.network = network;
    const byId = new Map(configured.map((each) => [each.settings.id, each]));
    this.all = network.feeds.flatMap((loaded, index) => {
      const own = byId.get(loaded.feed.id);
      if (own === undefined) return [];
      return [{ index, settings: own.settings, loaded, realtime: own.realtime.of(loaded.feed) }];
    });
    this.#byId = new Map(this.all.map((served) => [served.settings.id, served]));
  }

  /** The feed of rows; added trips have rows of their own, in a feed with the same id. */
  of({ id }: { readonly id: string }): ServedFeed {
    const served = this.#byId.get(id);
    if (served === undefined) throw new Error(`the feed ${id} is not in service (a defect)`);
    return served;
  }

  /** The feed of a `gtfsId`, and the id within it; `null` if no feed in service has this prefix. */
  find(gtfsId: string): { readonly served: ServedFeed; readonly id: string } | null {
    const colon = gtfsId.indexOf(':');
    const served = this.#byId.get(gtfsId.slice(0, Math.max(0, colon)));
    return served === undefined ? null : { served, id: gtfsId.slice(colon + 1) };
  }
}
