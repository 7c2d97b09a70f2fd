/** Attributes of a span. Never a document, a variable, a value, a data subject, or a token. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** A span of a trace. A request that is not traced has none. */
export interface TraceSpan {
  /** Header for the next service (W3C Trace Context, section 3.2). */
  readonly traceparent: string;
  /** @param startedAt start time by `Date.now()`. Default is now. */
  child(name: string, kind: SpanKind, facts?: SpanFacts, startedAt?: number): TraceSpan;
  setAttributes(facts: SpanFacts): void;
  /** @param failure error code, if it failed */
  end(failure?: string): void;
}

/** `server` answers a call, `client` makes one, `internal` does neither. */
export type SpanKind = 'server' | 'client' | 'internal';

export interface Tracing {
  /**
   * Starts the root span of a request.
   *
   * @param traceparent header of the sender, if any; a malformed one is ignored
   * @returns `undefined` if the request is not sampled
   */
  startSpan(name: string, traceparent?: string | string[]): TraceSpan | undefined;
  /** Sends pending spans, within a bounded time. */
  close(): Promise<void>;
}
