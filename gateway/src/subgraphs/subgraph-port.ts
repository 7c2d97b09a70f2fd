import type { ErrorCode } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { TraceSpan } from '@civic-graph/service';
import type { CoalescedRequests } from '../audit/coalesced-requests.ts';
import type { CancellationToken } from '../lib/cancellation.ts';
import type { FetchOperation } from '../planning/plan.ts';
import type { AnswerFreshness } from './answer-freshness.ts';
import type { FetchTrace, TracedCall } from './fetch-trace.ts';

/** One caller's request, as the calls to subgraphs carry it. */
export interface CallContext {
  readonly principal: Principal;
  readonly requestId: string;
  /** Where the request comes from; quotas of callers without a token go by it. */
  readonly network?: string | undefined;
  /** The request's total deadline has passed, or the client has gone away. */
  readonly signal: CancellationToken;
  /** Told of each call, where the caller wants to know how it went. */
  readonly trace?: FetchTrace | undefined;
  /** This one call in it. */
  readonly timed?: TracedCall | undefined;
  /** In characters, with its fragments written out; absent where the document did not come over HTTP. */
  readonly documentWork?: number | undefined;
  /** What the call is part of, where the request is traced. */
  readonly span?: TraceSpan | undefined;
  /** Further requests that get the same answer. */
  readonly sharers?: CoalescedRequests | undefined;
  /** Told of what the answer is made of. */
  readonly freshness?: AnswerFreshness | undefined;
  /**
   * The last invalidation of kept answers that the answer has to show: a read that began before it will not
   * do.
   */
  readonly asOf?: number | undefined;
}

/**
 * A subgraph's answer after it has been read with suspicion: the envelope is a GraphQL response, no more is
 * known.
 */
export interface SubgraphAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly SubgraphError[];
}

/** An error of a subgraph that may be shown: message and code have been judged, internals are gone. */
export interface SubgraphError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: readonly (string | number)[] | null;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What the engine needs of a subgraph that answers again and again. */
export interface SubgraphEvents {
  /**
   * Asks for the answers to a subscription: one for each event. It ends when the subgraph says so.
   *
   * @param signal ends it from this side
   * @throws PublicError with a SUBGRAPH_* code, at any time
   */
  subscribe(
    operation: FetchOperation,
    variables: Readonly<Record<string, unknown>>,
    context: Pick<CallContext, 'principal' | 'requestId'>,
    signal: AbortSignal,
  ): AsyncIterable<SubgraphAnswer>;
}

/** What the engine needs of HTTP. */
export interface SubgraphPort {
  /** @throws PublicError with a SUBGRAPH_* code where there is no usable answer */
  call(
    operation: FetchOperation,
    variables: Readonly<Record<string, unknown>>,
    context: CallContext,
  ): Promise<SubgraphAnswer>;
}
