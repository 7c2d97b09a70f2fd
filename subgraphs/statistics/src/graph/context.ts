import type { SubgraphContext } from '@civic-graph/subgraph-kit';
import type { StatisticsLoaders } from './loaders.ts';

export type StatisticsContext = SubgraphContext<StatisticsLoaders>;
