import DataLoader from 'dataloader';
import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import type { PassStore, TransitPass } from '../passes/transit-passes.ts';
import type { LoadedFeed, Refusal } from '../store.ts';
import type { FeedRow } from './mappers.ts';

/** Called for each batch read with table and number of keys; tests count with it. */
export type ReadObserver = (table: string, keys: number) => void;

type RowLoader = DataLoader<string, FeedRow | null>;

/** Loaders of one request. The feed stays the same for the whole request. */
export interface Loaders {
  readonly current: LoadedFeed;
  readonly refusal: Refusal | null;
  readonly stops: RowLoader;
  readonly stations: RowLoader;
  readonly routes: RowLoader;
  readonly patterns: RowLoader;
  readonly trips: RowLoader;
  /** By citizen key. */
  readonly passes: DataLoader<string, readonly TransitPass[]>;
}

export interface LoaderSources {
  readonly current: LoadedFeed;
  readonly refusal: Refusal | null;
  readonly passes: PassStore;
  readonly clock: () => Date;
  readonly onRead?: ReadObserver;
}

export function createLoaders(sources: LoaderSources): Loaders {
  const { current, refusal, passes, clock, onRead } = sources;
  const { feed } = current;
  const rows = (
    table: string,
    index: ReadonlyMap<string, number>,
    fits: (row: number) => boolean = () => true,
  ) =>
    new DataLoader<string, FeedRow | null>(async (gtfsIds) => {
      onRead?.(table, gtfsIds.length);
      return gtfsIds.map((gtfsId) => {
        const row = index.get(feedScopedId(feed, gtfsId));
        return row === undefined || !fits(row) ? null : { feed, row };
      });
    });
  const ofKind = (kind: number) => (row: number) => at(feed.stops.kinds, row) === kind;
  return {
    current,
    refusal,
    stops: rows('stops', feed.stops.indexOf, ofKind(locationType.stop)),
    stations: rows('stations', feed.stops.indexOf, ofKind(locationType.station)),
    routes: rows('routes', feed.routeIndex),
    patterns: rows('patterns', feed.patternIndex),
    trips: rows('trips', feed.trips.indexOf),
    passes: new DataLoader(async (citizenKeys) => {
      onRead?.('passes', citizenKeys.length);
      return [...(await passes.passesOf(citizenKeys, feed.clock.dayOf(clock().getTime() / 1000)))];
    }),
  };
}

/** The feed's own id of a `gtfsId`; ids of another feed match nothing. */
function feedScopedId(feed: Feed, gtfsId: string): string {
  const prefix = `${feed.id}:`;
  return gtfsId.startsWith(prefix) ? gtfsId.slice(prefix.length) : '\0';
}

export function gtfsId(feed: Feed, id: string): string {
  return `${feed.id}:${id}`;
}
