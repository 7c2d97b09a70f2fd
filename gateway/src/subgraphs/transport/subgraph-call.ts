import type { FetchOperation } from '../../planning/plan.ts';
import type { CallContext, SubgraphAnswer } from '../subgraph-port.ts';

/** A call with its serialized body. */
export interface SubgraphCall {
  readonly operation: FetchOperation;
  readonly body: string;
  readonly context: CallContext;
}

/** @throws PublicError with a SUBGRAPH_* code */
export type SendCall = (call: SubgraphCall) => Promise<SubgraphAnswer>;
