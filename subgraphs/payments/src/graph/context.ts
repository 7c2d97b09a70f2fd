import type { SubgraphContext } from '@civic-graph/subgraph-kit';
import type { Loaders } from './loaders.ts';

export type PaymentsContext = SubgraphContext<Loaders>;
