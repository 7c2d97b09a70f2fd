import { DateTimeResolver } from '@civic-graph/subgraph-kit';
import type { Catalogue } from './catalogue.ts';
import type { Resolvers } from './generated/resolver-types.ts';
import type { StatisticsContext } from './graph/context.ts';
import { dataflowResolvers } from './graph/dataflow.ts';
import { indicatorResolvers } from './graph/indicator.ts';
import { observationResolvers } from './graph/observation.ts';
import { queryResolvers } from './graph/query.ts';
import { regionResolvers } from './graph/region.ts';
import { structureResolvers } from './graph/structure.ts';

export function createResolvers(catalogue: Catalogue): Resolvers<StatisticsContext> {
  return {
    DateTime: DateTimeResolver,
    ...queryResolvers(catalogue),
    ...dataflowResolvers(catalogue),
    ...structureResolvers(catalogue.regions),
    ...observationResolvers(catalogue.regions),
    ...regionResolvers(catalogue),
    ...indicatorResolvers,
  };
}
