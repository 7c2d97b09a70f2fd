/** What may be told of a span. Never a document, a variable, a value, whom it is about, or a token. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** A piece of work in a trace. A request that is not traced has no span. */
export interface TraceSpan {
  /** For the service that continues the work (W3C Trace Context, section 3.2). */
  readonly traceparent: string;
  /** @param startedAt by the clock of `Date.now()`, where it began earlier than now */
  child(name: string, kind: SpanKind, facts?: SpanFacts, startedAt?: number): TraceSpan;
  setAttributes(facts: SpanFacts): void;
  /** @param failure a code, where it went wrong */
  end(failure?: string): void;
}

/** `server` answers a call, `client` makes one, `internal` does neither. */
export type SpanKind = 'server' | 'client' | 'internal';

export interface Tracing {
  /**
   * Begins a request.
   *
   * @param traceparent the header of who sent it, if any; one that is not well-formed is none
   * @returns `undefined` where this one is not to be traced
   */
  startSpan(name: string, traceparent?: string | string[]): TraceSpan | undefined;
  /** Sends what was not sent yet, within a bounded time. */
  close(): Promise<void>;
}
