import { DateTimeResolver } from '@civic-graph/subgraph-kit';
import type { Catalogue } from '../catalogue.ts';
import type { StatisticsContext } from './context.ts';
import { dataflowResolvers } from './dataflow.ts';
import { indicatorResolvers } from './indicator.ts';
import { observationResolvers } from './observation.ts';
import { queryResolvers } from './query.ts';
import { regionResolvers } from './region.ts';
import type { Resolvers } from './resolver-types.ts';
import { structureResolvers } from './structure.ts';

export function createResolvers(catalogue: Catalogue): Resolvers<StatisticsContext> {
  return {
    DateTime: DateTimeResolver,
    ...queryResolvers(catalogue),
    ...dataflowResolvers(catalogue),
    ...structureResolvers(catalogue),
    ...observationResolvers(catalogue),
    ...regionResolvers(catalogue),
    ...indicatorResolvers,
  };
}
