import type { Principal } from '@civic-graph/policy';

/** Context of a resolver; the gateway's signature vouches for all of it. */
export interface SubgraphContext<Loaders = unknown> {
  readonly principal: Principal;
  /** Included in every log line of this call, here and in the gateway. */
  readonly requestId: string;
  readonly loaders: Loaders;
  /** Aborted when the gateway closes the connection. */
  readonly signal: AbortSignal;
}
