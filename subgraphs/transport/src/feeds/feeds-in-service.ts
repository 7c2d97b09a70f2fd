import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
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
  /** Its position among the feeds in service. */
  readonly index: number;
  readonly settings: FeedSettings;
  readonly loaded: LoadedFeed;
  readonly realtime: RealtimeSnapshot;
}

/** A row of a feed in service. */
export interface ServedRow {
  readonly served: ServedFeed;
  readonly feed: Feed;
  readonly row: number;
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

  /** The same stop or station in each feed that has it, beginning with this one. */
  membersOf({ feed, row }: { readonly feed: Feed; readonly row: number }): readonly ServedRow[] {
    const served = this.of(feed);
    const own: ServedRow = { served, feed, row };
    if (!isOf(served, feed)) return [own];
    const { places } = this.network;
    const others = places
      .membersOf(places.placeOf({ feed: served.index, row }))
      .filter((member) => member.feed !== served.index)
      .map((member): ServedRow => {
        const other = at(this.all, member.feed);
        return { served: other, feed: other.loaded.feed, row: member.row };
      });
    return [own, ...others];
  }

  /** Rows of stops or stations, without rows of a place that an earlier row has. */
  distinct<Row extends { readonly feed: Feed; readonly row: number }>(rows: readonly Row[]): readonly Row[] {
    if (this.all.length === 1) return rows;
    const { places } = this.network;
    const seen = new Set<number>();
    return rows.filter(({ feed, row }) => {
      const place = places.placeOf({ feed: this.of(feed).index, row });
      if (seen.has(place)) return false;
      seen.add(place);
      return true;
    });
  }

  /** The feed of a `gtfsId`, and the id within it; `null` if no feed in service has this prefix. */
  find(gtfsId: string): { readonly served: ServedFeed; readonly id: string } | null {
    const colon = gtfsId.indexOf(':');
    const served = this.#byId.get(gtfsId.slice(0, Math.max(0, colon)));
    return served === undefined ? null : { served, id: gtfsId.slice(colon + 1) };
  }
}

/** Whether rows are those of the version in service or of its added trips; an event may have older ones. */
function isOf({ loaded, realtime }: ServedFeed, feed: Feed): boolean {
  return feed === loaded.feed || realtime.trips.some((runs) => runs.feed === feed);
}
