import { throwIfCallAborted } from '@civic-graph/subgraph-kit';
import DataLoader from 'dataloader';
import type { DataSet } from '../data-sets/data-set.ts';
import { BoundedCache } from '../observations/bounded-cache.ts';
import type { Observation } from '../observations/observation.ts';
import type { CodeFilter, ObservationQuery, ObservationRequest } from '../observations/observation-query.ts';
import type { ObservationStore } from '../observations/observation-store.ts';
import type { PeriodRange } from '../time/timeline.ts';
import { badInput } from './arguments.ts';

interface RegionOfDataSet extends PeriodRange {
  readonly dataSet: DataSet;
  readonly region: string;
  readonly filters: readonly CodeFilter[];
}

interface PageOfDataSet {
  readonly dataSet: DataSet;
  readonly query: ObservationQuery;
}

/** By-key reads of one call. */
export interface StatisticsLoaders {
  /** Observations of a data set about a region under some filters, by key and period. */
  readonly regions: DataLoader<RegionOfDataSet, readonly Observation[], string>;
  readonly pages: DataLoader<PageOfDataSet, readonly Observation[], string>;
}

/** Results shared by all calls: they are public, and valid as long as the load that their keys name. */
export type ResultCache = BoundedCache<readonly Observation[]>;

/** Maximum cached observations, about 300 bytes each. */
const cachedObservations = 200_000;

/** A larger answer would block the event loop; a reader can narrow the question. */
const maximumObservations = 100_000;

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

/** Value of a key, or the reason why it is withheld. */
type Found = readonly Observation[] | Error;

async function throughCache<Key>(
  cache: ResultCache,
  keys: readonly Key[],
  nameOf: (key: Key) => string,
  read: (keys: readonly Key[]) => Promise<ReadonlyMap<string, Found>>,
): Promise<Found[]> {
  const named = keys.map((key) => ({ key, name: nameOf(key) }));
  const known = named.map(({ name }) => cache.get(name));
  const missing = named.filter((_, index) => known[index] === undefined);
  const found = missing.length === 0 ? new Map<string, never>() : await read(missing.map(({ key }) => key));
  for (const { name } of missing) {
    const observations = found.get(name) ?? [];
    if (!(observations instanceof Error)) cache.set(name, observations);
  }
  return named.map(({ name }, index) => known[index] ?? found.get(name) ?? []);
}

/** One query for any number of regions and data sets. */
async function readRegions(store: ObservationStore, keys: readonly RegionOfDataSet[]) {
  throwIfCallAborted();
  const groups = [...group(keys, (key) => regionKey({ ...key, region: '' })).values()];
  const requests = groups.flatMap(([first, ...others]) => (first ? [requestOf(first, others)] : []));
  const found = await store.read(requests);
  const byRegion = groups.flatMap((members, index): [string, Found][] => {
    const observations = found[index] ?? [];
    const [first] = members;
    if (first === undefined) return [];
    if (observations.length <= maximumObservations) {
      return [...group(observations, ({ region }) => region)].map(([region, those]) => [
        regionKey({ ...first, region }),
        those,
      ]);
    }
    const { id } = first.dataSet.manifest;
    const tooMany = badInput(
      `${id}: more than ${maximumObservations} observations match; narrow them by key, from and to`,
    );
    return members.map((member) => [regionKey(member), tooMany]);
  });
  return new Map(byRegion);
}

/** The same request for several regions becomes one. */
function requestOf(first: RegionOfDataSet, others: readonly RegionOfDataSet[]): ObservationRequest {
  const { dataSet, filters, from, to } = first;
  const codes = [first, ...others].map(({ region }) => region);
  const position = dataSet.layout.regionPosition;
  const query = {
    filters: [{ position, codes }, ...filters],
    from,
    to,
    after: null,
    limit: maximumObservations + 1,
  };
  return { dataSet, query };
}

/** One query for any number of pages and data sets. */
async function readPages(store: ObservationStore, keys: readonly PageOfDataSet[]) {
  throwIfCallAborted();
  const found = await store.read(keys);
  return new Map(keys.map((key, index) => [pageKey(key), found[index] ?? []]));
}

function regionKey({ dataSet, region, filters, from, to }: RegionOfDataSet): string {
  return JSON.stringify([dataSet.load, region, filters, from, to]);
}

function pageKey({ dataSet, query }: PageOfDataSet): string {
  return JSON.stringify([dataSet.load, query]);
}

function group<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = nameOf(item);
    const members = groups.get(name);
    if (members === undefined) groups.set(name, [item]);
    else members.push(item);
  }
  return groups;
}
