import { AsyncLocalStorage } from 'node:async_hooks';
import { PublicError } from '@civic-graph/errors';
import type { TraceSpan } from '@civic-graph/service';

/** What lies below resolvers and loaders has to know of the call that it works for. */
export interface CurrentCall {
  /** `undefined` where the call is not traced. */
  readonly span: TraceSpan | undefined;
  /** Aborted when the gateway has hung up. */
  readonly signal: AbortSignal;
  /**
   * Whether work may end in the middle, once nobody waits for it. Only that of a query: what changes
   * something goes on to its end, and whoever asks again with the same key is told of it.
   */
  mayStop: boolean;
  /**
   * `begun` once a mutation has sent a statement: if the database is lost after that, the outcome is unknown.
   * `never` for queries.
   */
  changes: 'none' | 'begun' | 'never';
}

/** The call that is being answered; nothing outside of one. */
export const currentCall = new AsyncLocalStorage<CurrentCall>();

/**
 * For whatever is about to begin a longer piece of work. @throws PublicError SUBGRAPH_TIMEOUT where it would
 * be for nobody
 */
export function refuseForNobody(): void {
  const call = currentCall.getStore();
  if (call?.mayStop && call.signal.aborted) throw forNobody();
}

export function forNobody(): PublicError {
  return new PublicError('SUBGRAPH_TIMEOUT', 'nobody waits for the answer any more');
}
