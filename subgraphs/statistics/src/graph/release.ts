import {
  type CursorPosition,
  connectionFromArray,
  connectionFromPage,
  parseConnectionArguments,
} from '@civic-graph/subgraph-kit';
import type { Catalogue } from '../catalogue.ts';
import type { DataSet } from '../data-sets/data-set.ts';
import type { MultilingualText } from '../data-sets/text.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import {
  alignReleases,
  type ObservationDifference,
  readDifferences,
} from '../observations/release-difference.ts';
import { badInput, parseKey, parseRange } from './arguments.ts';
import { ComparisonQueue } from './comparison-queue.ts';
import type { StatisticsContext } from './context.ts';
import { groups } from './group.ts';
import { inLanguage } from './localized.ts';
import { keyValues } from './observation.ts';
import { type AgencyReference, readable } from './references.ts';
import type { Resolvers } from './resolver-types.ts';

/** A release and whether a later one has followed. */
export interface ReleaseOfDataSet {
  readonly dataSet: DataSet;
  readonly isCurrent: boolean;
}

export interface Planned {
  readonly dataflow: string;
  readonly title: MultilingualText;
  readonly agency: AgencyReference;
  readonly releaseAt: string;
  readonly isReady: boolean;
}

export interface ChangeOfDataSet {
  readonly dataSet: DataSet;
  readonly difference: ObservationDifference;
}

/** Comparing more would occupy the engine for seconds; clients can read both releases with asOf instead. */
const maximumCompared = 5_000_000;

export function releaseResolvers(
  catalogue: Catalogue,
  engine: StatisticsEngine,
): Pick<Resolvers<StatisticsContext>, 'Release' | 'Withdrawal' | 'PlannedRelease' | 'ObservationChange'> & {
  readonly dataflow: Pick<
    NonNullable<Resolvers<StatisticsContext>['Dataflow']>,
    'releases' | 'changes' | 'publishedAt' | 'groups'
  >;
} {
  const comparisons = new ComparisonQueue();
  return {
    dataflow: {
      publishedAt: ({ publishedAt }) => publishedAt,
      groups: async (dataSet, args) => [...(await groups(catalogue, engine, dataSet, args))],
      releases: ({ manifest: { id } }, args) => {
        const current = catalogue.dataSet(id)?.publishedAt;
        const releases = catalogue
          .releasesOf(id)
          .map((dataSet) => ({ dataSet, isCurrent: dataSet.publishedAt === current }));
        return connectionFromArray(releases.toReversed(), args);
      },
      changes: async (dataSet, { since, key, from, to, ...args }) => {
        const { first, after } = parseConnectionArguments(args);
        const query = {
          filters: parseKey(dataSet, key),
          ...parseRange(dataSet, { from, to }),
          after: after === null ? null : parsePosition(after, dataSet),
          limit: first + 1,
        };
        const releases = comparable(catalogue, dataSet, since);
        const differences = await comparisons.run(() => readDifferences(engine, releases, query));
        const nodes = differences.map((difference) => ({ dataSet, difference }));
        return connectionFromPage(nodes, { first, after }, ({ difference }) => [
          ...difference.key,
          difference.period,
        ]);
      },
    },
    Release: {
      version: ({ dataSet }) => dataSet.version,
      publishedAt: ({ dataSet }) => dataSet.publishedAt,
      lastUpdated: ({ dataSet }) => dataSet.manifest.lastUpdated,
      observationCount: ({ dataSet }) => dataSet.profile.observationCount,
      dataflow: ({ dataSet }) => readable(dataSet),
      withdrawal: ({ dataSet }) => dataSet.withdrawal ?? null,
    },
    Withdrawal: { reason: ({ reason }, args) => inLanguage(reason, args) },
    PlannedRelease: { title: ({ title }, args) => inLanguage(title, args) },
    ObservationChange: {
      kind: ({ difference: { before, after } }) =>
        before === null ? 'ADDED' : after === null ? 'REMOVED' : 'REVISED',
      key: ({ dataSet, difference }) => keyValues(dataSet, difference.key),
      timePeriod: ({ difference }) => difference.period,
      before: ({ dataSet, difference }) => observationIn(dataSet, difference.before),
      after: ({ dataSet, difference }) => observationIn(dataSet, difference.after),
    },
  };
}

/** The calendar: what is under embargo, and what owners have announced. */
export function plannedReleases({ dataSets, upcoming }: Catalogue, now: Date): readonly Planned[] {
  const ready = upcoming.map((manifest) => ({ manifest, releaseAt: manifest.releaseAt, isReady: true }));
  const announced = dataSets
    .filter(({ manifest }) => !upcoming.some(({ id }) => id === manifest.id))
    .map(({ manifest }) => ({ manifest, releaseAt: manifest.nextRelease, isReady: false }));
  return [...ready, ...announced]
    .flatMap(({ manifest: { id, title, agency }, releaseAt, isReady }) =>
      releaseAt === undefined || Date.parse(releaseAt) <= now.getTime()
        ? []
        : [{ dataflow: id, title, agency: { id: agency }, releaseAt, isReady }],
    )
    .sort((one, other) => Date.parse(one.releaseAt) - Date.parse(other.releaseAt));
}

function comparable(catalogue: Catalogue, dataSet: DataSet, since: string | Date) {
  const { id } = dataSet.manifest;
  const before = readable(catalogue.dataSetAt(id, new Date(since)));
  if (before === undefined) {
    const first = catalogue.releasesOf(id)[0]?.publishedAt;
    throw badInput(`since: ${id} had no release then; its first one was published at ${first}`);
  }
  if (before.profile.observationCount + dataSet.profile.observationCount > maximumCompared) {
    throw badInput(`since: the releases of ${id} are too large to compare; read both with asOf`);
  }
  const aligned = alignReleases(before, dataSet);
  if (aligned !== null) return aligned;
  throw badInput(
    `since: that release of ${id} had other dimensions or another frequency; read both with asOf`,
  );
}

function parsePosition(position: CursorPosition, { manifest }: DataSet) {
  const key = position.filter((code) => typeof code === 'string');
  const period = key.pop();
  if (period === undefined || key.length !== manifest.dimensions.length) {
    throw badInput('after: not a cursor of this list');
  }
  return { key, period };
}

function observationIn(dataSet: DataSet, observation: ObservationDifference['before']) {
  return observation === null ? null : { dataSet, observation };
}
