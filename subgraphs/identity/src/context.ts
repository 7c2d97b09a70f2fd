import type { SubgraphContext } from '@civic-graph/subgraph-kit';
import type { IdentityLoaders } from './loaders.ts';

export type IdentityContext = SubgraphContext<IdentityLoaders>;
