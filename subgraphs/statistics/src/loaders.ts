import { refuseForNobody } from '@civic-graph/subgraph-kit';
import DataLoader from 'dataloader';
import type { DataSet } from './data-sets/data-set.ts';
import { BoundedCache } from './observations/bounded-cache.ts';
import type { Observation } from './observations/observation.ts';
import type { ObservationQuery, ObservationStore } from './observations/observation-store.ts';

interface RegionOfDataSet {
  readonly dataSet: DataSet;
  readonly region: string;
}

interface PageOfDataSet {
  readonly dataSet: DataSet;
  readonly query: ObservationQuery;
}

/** By-key reads of one call. */
export interface StatisticsLoaders {
  /** Every observation that a data set has about a region. */
  readonly regions: DataLoader<RegionOfDataSet, readonly Observation[], string>;
  readonly pages: DataLoader<PageOfDataSet, readonly Observation[], string>;
}

/** Results that all calls share: they are public, and true as long as the load that their keys name. */
export type ResultCache = BoundedCache<readonly Observation[]>;

/** Observations kept in memory, about 300 bytes each. */
const cachedObservations = 200_000;

export function createResultCache(): ResultCache {
  return new BoundedCache(cachedObservations, (observations) => observations.length + 1);
}

export function createLoaders(store: ObservationStore, cache: ResultCache): StatisticsLoaders {
  return {
    regions: new DataLoader(
      (keys) => throughCache(cache, keys, regionKey, (missing) => readRegions(store, missing)),
      { cacheKeyFn: regionKey },
    ),
    pages: new DataLoader(
      (keys) => throughCache(cache, keys, pageKey, (missing) => readPages(store, missing)),
      { cacheKeyFn: pageKey },
    ),
  };
}

async function throughCache<Key>(
  cache: ResultCache,
  keys: readonly Key[],
  nameOf: (key: Key) => string,
  read: (keys: readonly Key[]) => Promise<ReadonlyMap<string, readonly Observation[]>>,
): Promise<(readonly Observation[])[]> {
  const known = keys.map((key) => cache.get(nameOf(key)));
  const missing = keys.filter((_, index) => known[index] === undefined);
  const found = missing.length === 0 ? new Map<string, never>() : await read(missing);
  for (const key of missing) cache.set(nameOf(key), found.get(nameOf(key)) ?? []);
  return keys.map((key, index) => known[index] ?? found.get(nameOf(key)) ?? []);
}

/** One query, however many regions and data sets. */
async function readRegions(store: ObservationStore, keys: readonly RegionOfDataSet[]) {
  refuseForNobody();
  const loads = [...new Set(keys.map(({ dataSet }) => dataSet.load))];
  const regions = [...new Set(keys.map(({ region }) => region))];
  return group(await store.ofRegions(loads, regions), ({ load, region }) => regionName(load, region));
}

/** One query for each distinct page, however many data sets it is asked of. */
async function readPages(store: ObservationStore, keys: readonly PageOfDataSet[]) {
  const byQuery = group(keys, ({ query }) => JSON.stringify(query));
  const pages = await Promise.all(
    [...byQuery].map(async ([name, [first, ...rest]]) => {
      if (first === undefined) return [];
      refuseForNobody();
      const loads = [first, ...rest].map(({ dataSet }) => dataSet.load);
      const observations = await store.page(loads, first.query);
      return [...group(observations, ({ load }) => `${load} ${name}`)];
    }),
  );
  return new Map(pages.flat());
}

function regionKey({ dataSet, region }: RegionOfDataSet): string {
  return regionName(dataSet.load, region);
}

function regionName(load: string, region: string): string {
  return `${load} region ${region}`;
}

function pageKey({ dataSet, query }: PageOfDataSet): string {
  return `${dataSet.load} ${JSON.stringify(query)}`;
}

function group<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = nameOf(item);
    const members = groups.get(name) ?? [];
    members.push(item);
    groups.set(name, members);
  }
  return groups;
}
