import type { CallContext, SubgraphAnswer } from '../execution/subgraph-port.ts';
import type { FetchOperation } from '../planning/plan.ts';

/** A call whose body is written. */
export interface SubgraphCall {
  readonly operation: FetchOperation;
  readonly body: string;
  readonly context: CallContext;
}

/** @throws PublicError with a SUBGRAPH_* code */
export type SendCall = (call: SubgraphCall) => Promise<SubgraphAnswer>;
