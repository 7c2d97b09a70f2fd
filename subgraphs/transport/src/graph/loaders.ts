import DataLoader from 'dataloader';
import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import type { PassStore, TransitPass } from '../passes/transit-passes.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import type { RealtimeSource } from '../realtime/source/realtime-source.ts';
import type { LoadedFeed, Refusal } from '../store.ts';
import type { FeedRow } from './mappers.ts';

/** Called for each batch read with table and number of keys; tests count with it. */
export type ReadObserver = (table: string, keys: number) => void;

type RowLoader = DataLoader<string, FeedRow | null>;

/** Loaders of one request. Feed and real-time information stay the same for the whole request. */
export interface Loaders {
  readonly current: LoadedFeed;
  readonly refusal: Refusal | null;
  /** Of the current feed. */
  readonly realtime: RealtimeSnapshot;
  readonly sources: readonly RealtimeSource[];
  readonly stops: RowLoader;
  readonly stations: RowLoader;
  readonly routes: RowLoader;
  readonly patterns: RowLoader;
  readonly trips: RowLoader;
  /** By citizen key. */
  readonly passes: DataLoader<string, readonly TransitPass[]>;
}

export interface LoaderSources extends Pick<Loaders, 'current' | 'refusal' | 'realtime' | 'sources'> {
  readonly passes: PassStore;
  readonly clock: () => Date;
  readonly onRead?: ReadObserver;
}

export function createLoaders(sources: LoaderSources): Loaders {
  const { current, refusal, realtime, passes, clock, onRead } = sources;
  const { feed } = current;
  const additions = realtime.trips.find((runs) => runs.feed !== feed)?.feed;
  const rows = (
    table: string,
    index: ReadonlyMap<string, number>,
    fits: (row: number) => boolean = () => true,
    added?: ReadonlyMap<string, number>,
  ) =>
    new DataLoader<string, FeedRow | null>(async (gtfsIds) => {
      onRead?.(table, gtfsIds.length);
      return gtfsIds.map((gtfsId) => {
        const id = feedScopedId(feed, gtfsId);
        const row = index.get(id);
        if (row !== undefined) return fits(row) ? { feed, row } : null;
        const addedRow = added?.get(id);
        return additions === undefined || addedRow === undefined ? null : { feed: additions, row: addedRow };
      });
    });
  const ofKind = (kind: number) => (row: number) => at(feed.stops.kinds, row) === kind;
  return {
    current,
    refusal,
    realtime,
    sources: sources.sources,
    stops: rows('stops', feed.stops.indexOf, ofKind(locationType.stop)),
    stations: rows('stations', feed.stops.indexOf, ofKind(locationType.station)),
    routes: rows('routes', feed.routeIndex),
    patterns: rows('patterns', feed.patternIndex, undefined, additions?.patternIndex),
    trips: rows('trips', feed.trips.indexOf, undefined, additions?.trips.indexOf),
    passes: new DataLoader(async (citizenKeys) => {
      onRead?.('passes', citizenKeys.length);
      return [...(await passes.passesOf(citizenKeys, feed.clock.dayOf(clock().getTime() / 1000)))];
    }),
  };
}

/** The feed's own id of a `gtfsId`; ids of another feed match nothing. */
export function feedScopedId(feed: Feed, gtfsId: string): string {
  const prefix = `${feed.id}:`;
  return gtfsId.startsWith(prefix) ? gtfsId.slice(prefix.length) : '\0';
}

export function gtfsId(feed: Feed, id: string): string {
  return `${feed.id}:${id}`;
}
