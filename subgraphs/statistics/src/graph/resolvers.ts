import { DateTimeResolver } from '@civic-graph/subgraph-kit';
import type { Clock } from '@civic-graph/tokens';
import type { Catalogue } from '../catalogue.ts';
import type { BudgetLedger } from '../differential-privacy/budget-ledger.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { MicrodataStore } from '../microdata/microdata-store.ts';
import type { RegionGeometries } from '../regions/geometry/region-geometries.ts';
import type { StatisticsContext } from './context.ts';
import { dataflowResolvers } from './dataflow.ts';
import { indicatorResolvers } from './indicator.ts';
import { microdataResolvers } from './microdata.ts';
import { observationResolvers } from './observation.ts';
import { privateTableResolvers } from './private-table.ts';
import { queryResolvers } from './query.ts';
import { regionResolvers } from './region.ts';
import { releaseResolvers } from './release.ts';
import type { Resolvers } from './resolver-types.ts';
import { structureResolvers } from './structure.ts';

export function createResolvers(
  catalogue: Catalogue,
  engine: StatisticsEngine,
  clock: Clock,
  ledger: BudgetLedger | null,
  geometries: RegionGeometries | null,
): Resolvers<StatisticsContext> {
  const store = new MicrodataStore(engine);
  const { query, ...privateTables } = privateTableResolvers(catalogue, store, ledger);
  const { Query, ...queries } = queryResolvers(catalogue, clock, geometries);
  const { dataflow, ...releases } = releaseResolvers(catalogue, engine);
  return {
    DateTime: DateTimeResolver,
    ...queries,
    Query: { ...Query, ...query },
    Dataflow: { ...dataflowResolvers(catalogue), ...dataflow },
    ...releases,
    ...microdataResolvers(store),
    ...privateTables,
    ...structureResolvers(catalogue),
    ...observationResolvers(catalogue),
    ...regionResolvers(catalogue, geometries),
    ...indicatorResolvers,
  };
}
