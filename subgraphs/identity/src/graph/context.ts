import type { SubgraphContext } from '@civic-graph/subgraph-kit';
import type { PredicateBudget } from '../citizen/predicates.ts';
import type { IdentityLoaders } from './loaders.ts';

/** What the resolvers share during one call, and no longer. */
interface CallState extends IdentityLoaders {
  readonly predicates: PredicateBudget;
}

export type IdentityContext = SubgraphContext<CallState>;
