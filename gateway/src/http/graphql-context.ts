import type { Principal } from '@civic-graph/policy';

/** What Apollo Server carries along for one request. */
export interface GraphqlContext {
  readonly principal: Principal;
  readonly requestId: string;
  /** Aborts at the request's deadline, and when the client goes away. */
  readonly signal: AbortSignal;
}
