import { AsyncLocalStorage } from 'node:async_hooks';
import { PublicError } from '@civic-graph/errors';
import type { TraceSpan } from '@civic-graph/service';

/** The current call, as resolvers and loaders need it. */
export interface CurrentCall {
  /** `undefined` if the call is not traced. */
  readonly span: TraceSpan | undefined;
  /** Aborted when the gateway closes the connection. */
  readonly signal: AbortSignal;
  /**
   * Whether work may be cancelled after a disconnect. False for mutations: they complete, and a retry with
   * the same key gets the result.
   */
  mayStop: boolean;
  /**
   * `begun` after a mutation's first statement: if the database is lost then, the outcome is unknown. `never`
   * for queries.
   */
  changes: 'none' | 'begun' | 'never';
}

/** The call in progress; `undefined` outside of a call. */
export const currentCall = new AsyncLocalStorage<CurrentCall>();

/** Call it before long work. @throws PublicError SUBGRAPH_TIMEOUT if the caller is gone */
export function throwIfCallAborted(): void {
  const call = currentCall.getStore();
  if (call?.mayStop && call.signal.aborted) throw callAborted();
}

export function callAborted(): PublicError {
  return new PublicError('SUBGRAPH_TIMEOUT', 'the caller has disconnected');
}
