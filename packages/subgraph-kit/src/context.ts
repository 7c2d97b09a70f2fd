import type { Principal } from '@civic-graph/policy';

/** What a resolver knows of the call, all of it vouched for by the gateway's signature. */
export interface SubgraphContext<Loaders = unknown> {
  readonly principal: Principal;
  /** Goes into every log line of this call, here and in the gateway. */
  readonly requestId: string;
  readonly loaders: Loaders;
  /** The gateway has hung up: whatever is still to be done would be for nobody. */
  readonly signal: AbortSignal;
}
