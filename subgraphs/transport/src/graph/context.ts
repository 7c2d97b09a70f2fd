import type { SubgraphContext } from '@civic-graph/subgraph-kit';
import type { AgencyMapping } from '../agency-mapping.ts';
import type { Loaders } from './loaders.ts';
import type { Resolvers } from './resolver-types.ts';

export type TransportContext = SubgraphContext<Loaders>;
export type TransportResolvers = Required<Resolvers<TransportContext>>;

/** What resolvers need to know beside the feed. */
export interface Setting {
  /** Code of the region that the feed is of. */
  readonly region: string;
  readonly agencies: AgencyMapping;
  readonly clock: () => Date;
}
