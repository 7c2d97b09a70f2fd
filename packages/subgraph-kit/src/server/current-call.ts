import { AsyncLocalStorage } from 'node:async_hooks';
import type { TraceSpan } from '@civic-graph/tracing';

/** What lies below resolvers and loaders has to know of the call that it works for. */
export interface CurrentCall {
  /** `undefined` where the call is not traced. */
  readonly span: TraceSpan | undefined;
}

/** The call that is being answered; nothing outside of one. */
export const currentCall = new AsyncLocalStorage<CurrentCall>();
