import type { AgencyDirectory } from '@civic-graph/agencies';
import type { SubgraphContext } from '@civic-graph/subgraph-kit';
import type { PredicateBudget } from '../citizen/predicates.ts';
import type { IdentityLoaders } from './loaders.ts';

/** State that resolvers share during one call. */
interface CallState extends IdentityLoaders {
  readonly predicates: PredicateBudget;
  /** Agencies and scopes as at the beginning of the call. */
  readonly directory: AgencyDirectory;
}

export type IdentityContext = SubgraphContext<CallState>;
