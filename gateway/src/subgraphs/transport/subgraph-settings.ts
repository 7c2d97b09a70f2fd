/**
 * How the gateway goes about with one subgraph. Times in milliseconds, sizes in bytes; the defaults are in
 * `config.ts`.
 */
export interface SubgraphSettings {
  /** For one call, retry included. The deadline of the whole request ends it as well. */
  readonly deadlineMs: number;
  /** For a connection to be accepted. */
  readonly connectTimeoutMs: number;
  /** Connections at once. */
  readonly connections: number;
  /** Calls that wait for a connection; what comes on top is refused at once. */
  readonly maxWaiting: number;
  /** Of an answer; what is larger is refused on the way. */
  readonly maxResponseBytes: number;
  /** Of a hundred calls, how many queries may be sent a second time. 0: none. */
  readonly retryPercent: number;
  /** Until a query is sent again. */
  readonly retryAfterMs: number;
  /** Calls in a row that must fail for the breaker to open. */
  readonly breakerFailures: number;
  /** How long it stays open before a call is let through to see. */
  readonly breakerOpenMs: number;
  /** A call that was given up after this long counts as failed; one that was given up sooner says nothing. */
  readonly breakerPatienceMs: number;
}
