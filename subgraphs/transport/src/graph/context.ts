import type { SubgraphContext } from '@civic-graph/subgraph-kit';
import type { AgencyMapping } from '../agency-mapping.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import type { RealtimeUpdates } from '../realtime/updates.ts';
import type { Loaders } from './loaders.ts';
import type { Resolvers } from './resolver-types.ts';

export type TransportContext = SubgraphContext<Loaders>;
export type TransportResolvers = Required<Resolvers<TransportContext>>;

/** Dependencies of resolvers beside the feed. */
export interface Setting {
  /** Region code of the feed. */
  readonly region: string;
  readonly agencies: AgencyMapping;
  readonly clock: () => Date;
  /** Real-time information on the feed in service. */
  readonly realtime: () => RealtimeSnapshot;
  readonly updates: RealtimeUpdates;
}
