import type { SubgraphContext } from '@civic-graph/subgraph-kit';
import type { FeedsInService } from '../feeds/feeds-in-service.ts';
import type { Rentals } from '../gbfs/rentals.ts';
import type { RealtimeUpdates } from '../realtime/updates.ts';
import type { Loaders } from './loaders.ts';
import type { Resolvers } from './resolver-types.ts';

export type TransportContext = SubgraphContext<Loaders>;
export type TransportResolvers = Required<Resolvers<TransportContext>>;

/** Dependencies of resolvers beside the feeds of a request. */
export interface Setting {
  readonly clock: () => Date;
  /** The feeds in service now, for subscriptions. */
  readonly inService: () => FeedsInService;
  readonly updates: RealtimeUpdates;
  readonly rentals: Rentals;
}
