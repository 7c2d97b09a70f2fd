import type { ErrorCode } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { TraceSpan } from '@civic-graph/service';
import type { CoalescedRequests } from '../audit/coalesced-requests.ts';
import type { CancellationToken } from '../lib/cancellation.ts';
import type { FetchOperation } from '../planning/plan.ts';
import type { AnswerFreshness } from './answer-freshness.ts';
import type { FetchTrace, TracedCall } from './fetch-trace.ts';

/** The context of one caller's request in calls to subgraphs. */
export interface CallContext {
  readonly principal: Principal;
  readonly requestId: string;
  /** The network of the request, for the quotas of callers without a token. */
  readonly network?: string | undefined;
  /** Aborts at the request's deadline, or when the client disconnects. */
  readonly signal: CancellationToken;
  /** Records each call, if the caller requested a trace. */
  readonly trace?: FetchTrace | undefined;
  /** This one call in it. */
  readonly timed?: TracedCall | undefined;
  /** Characters with fragments expanded; absent if the document did not come over HTTP. */
  readonly documentWork?: number | undefined;
  /** Trace context of the call, if the request is traced. */
  readonly span?: TraceSpan | undefined;
  /** Further requests that receive the same answer. */
  readonly coalesced?: CoalescedRequests | undefined;
  /** Collects the freshness of the answer's parts. */
  readonly freshness?: AnswerFreshness | undefined;
  /** Joins only in-flight reads with the same value: the cache epoch, or the time of a subscription event. */
  readonly asOf?: number | undefined;
  /** Whether usage counts the callers that receive the result instead of this one. */
  readonly isShared?: boolean | undefined;
}

/** A subgraph's validated response: the envelope is a GraphQL response, its content is unchecked. */
export interface SubgraphAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly SubgraphError[];
}

/** A subgraph's error that is safe to show: message and code are checked, internals removed. */
export interface SubgraphError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly path: readonly (string | number)[] | null;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Subgraph methods that the engine uses for events. */
export interface SubgraphEvents {
  /**
   * Subscribes; each event is one response, and the subgraph ends the stream.
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

/** HTTP methods that the engine uses. */
export interface SubgraphPort {
  /** @throws PublicError with a SUBGRAPH_* code where there is no usable response */
  call(
    operation: FetchOperation,
    variables: Readonly<Record<string, unknown>>,
    context: CallContext,
  ): Promise<SubgraphAnswer>;
}
