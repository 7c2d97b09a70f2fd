import type { SubgraphContext } from '@civic-graph/subgraph-kit';
import type { RegistryLoaders } from './loaders.ts';

export type RegistryContext = SubgraphContext<RegistryLoaders>;
