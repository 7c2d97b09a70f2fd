import { type CursorPosition, connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import type { Catalogue } from '../catalogue.ts';
import type { ObservationPosition } from '../observations/observation-query.ts';
import { badInput, parseKey, parseRange } from './arguments.ts';
import type { StatisticsContext } from './context.ts';
import { inLanguage } from './localized.ts';
import type { ObservationInDataSet } from './observation.ts';
import { resolveDataflow } from './references.ts';
import type { Resolvers } from './resolver-types.ts';

export function dataflowResolvers(
  catalogue: Catalogue,
): NonNullable<Resolvers<StatisticsContext>['Dataflow']> {
  return {
    __resolveReference: ({ id }) => resolveDataflow(catalogue, id),
    id: ({ manifest }) => manifest.id,
    title: ({ manifest }, args) => inLanguage(manifest.title, args),
    description: ({ manifest }, args) => inLanguage(manifest.description, args),
    keywords: ({ manifest }) => manifest.keywords,
    agency: ({ manifest }) => ({ id: manifest.agency }),
    licence: ({ manifest }) => manifest.licence,
    source: ({ manifest }) => manifest.source,
    landingPage: ({ manifest }) => manifest.landingPage ?? null,
    lastUpdated: ({ manifest }) => manifest.lastUpdated,
    frequency: ({ manifest }) => manifest.frequency,
    reportingYearStartDay: ({ manifest }) => manifest.time.reportingYearStartDay ?? null,
    temporal: ({ profile }) => ({ from: profile.firstPeriod, to: profile.lastPeriod }),
    unit: ({ manifest }) => manifest,
    structure: (dataSet) => dataSet,
    observationCount: ({ profile }) => profile.observationCount,
    disclosureControl: ({ manifest, profile }) =>
      manifest.disclosure === undefined
        ? null
        : { threshold: manifest.disclosure.threshold, suppressedCount: profile.suppressedCount },
    observations: async (dataSet, { key, from, to, ...args }, { loaders }) => {
      const { first, after } = parseConnectionArguments(args);
      const query = {
        filters: parseKey(dataSet, key),
        ...parseRange(dataSet, { from, to }),
        after: after === null ? null : parsePosition(after, dataSet.manifest.dimensions.length),
        limit: first + 1,
      };
      const observations = await loaders.pages.load({ dataSet, query });
      const nodes = observations.map((observation) => ({ dataSet, observation }));
      return connectionFromPage(nodes, { first, after }, positionOf);
    },
  };
}

/** Codes and period, which stay the same when a data set is loaded again. */
function positionOf({ observation }: ObservationInDataSet): CursorPosition {
  return [observation.region, ...observation.key, observation.period];
}

function parsePosition(position: CursorPosition, dimensions: number): ObservationPosition {
  const [region, ...rest] = position;
  const period = rest.pop();
  const key = rest.filter((code) => typeof code === 'string');
  if (typeof region !== 'string' || typeof period !== 'string' || key.length !== dimensions) {
    throw badInput('after: not a cursor of this list');
  }
  return { key, period };
}
