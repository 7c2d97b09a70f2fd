import DataLoader from 'dataloader';
import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import type { ConfiguredFeed, FeedsInService } from '../feeds/feeds-in-service.ts';
import type { PassStore, TransitPass } from '../passes/transit-passes.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import type { FeedRow } from './mappers.ts';

/** Called for each batch read with table and number of keys; tests count with it. */
export type ReadObserver = (table: string, keys: number) => void;

type RowLoader = DataLoader<string, FeedRow | null>;

/** Loaders of one request. Feeds and real-time information stay the same for the whole request. */
export interface Loaders {
  readonly feeds: FeedsInService;
  readonly configured: readonly ConfiguredFeed[];
  readonly stops: RowLoader;
  readonly stations: RowLoader;
  readonly routes: RowLoader;
  readonly patterns: RowLoader;
  readonly trips: RowLoader;
  /** By citizen key. */
  readonly passes: DataLoader<string, readonly TransitPass[]>;
}

export interface LoaderSources extends Pick<Loaders, 'feeds' | 'configured'> {
  readonly passes: PassStore;
  readonly clock: () => Date;
  readonly onRead?: ReadObserver;
}

export function createLoaders({ feeds, configured, passes, clock, onRead }: LoaderSources): Loaders {
  const rows = (
    table: string,
    find: (feed: Feed, id: string, realtime: RealtimeSnapshot) => FeedRow | null,
  ) =>
    new DataLoader<string, FeedRow | null>(async (gtfsIds) => {
      onRead?.(table, gtfsIds.length);
      return gtfsIds.map((gtfsId) => {
        const found = feeds.find(gtfsId);
        return found && find(found.served.loaded.feed, found.id, found.served.realtime);
      });
    });
  const places = (table: string, kind: number) => rows(table, (feed, id) => placeOf(feed, id, kind));
  return {
    feeds,
    configured,
    stops: places('stops', locationType.stop),
    stations: places('stations', locationType.station),
    routes: rows('routes', (feed, id) => rowOf(feed, feed.routeIndex.get(id))),
    patterns: rows('patterns', (feed, id, realtime) =>
      rowOrAdded(feed, realtime, (each) => each.patterns.ids.get(id)),
    ),
    trips: rows('trips', (feed, id, realtime) =>
      rowOrAdded(feed, realtime, (each) => each.trips.ids.get(id)),
    ),
    passes: new DataLoader(async (citizenKeys) => {
      onRead?.('passes', citizenKeys.length);
      const { clock: zone } = at(feeds.all, 0).loaded.feed;
      return [...(await passes.passesOf(citizenKeys, zone.dayOf(clock().getTime() / 1000)))];
    }),
  };
}

/** A stop or station by its id in the feed, without the prefix. */
export function placeOf(feed: Feed, id: string, kind?: number): FeedRow | null {
  const row = feed.stops.ids.get(id);
  if (row === undefined) return null;
  return kind === undefined || at(feed.stops.kinds, row) === kind ? { feed, row } : null;
}

function rowOf(feed: Feed, row: number | undefined): FeedRow | null {
  return row === undefined ? null : { feed, row };
}

/** A row of the timetable, or else of the trips that real-time information adds to it. */
function rowOrAdded(
  feed: Feed,
  { trips }: RealtimeSnapshot,
  find: (feed: Feed) => number | undefined,
): FeedRow | null {
  const added = trips.find((runs) => runs.feed !== feed)?.feed;
  return rowOf(feed, find(feed)) ?? (added === undefined ? null : rowOf(added, find(added)));
}

export function gtfsId(feed: Feed, id: string): string {
  return `${feed.id}:${id}`;
}
