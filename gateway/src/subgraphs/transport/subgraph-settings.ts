/**
 * Limits and timeouts for one subgraph. Times in milliseconds, sizes in bytes; the defaults are in
 * `config.ts`.
 */
export interface SubgraphSettings {
  /** Deadline of one call, including a retry. The deadline of the whole request ends it too. */
  readonly deadlineMs: number;
  /** Time for a connection to be accepted. */
  readonly connectTimeoutMs: number;
  /** Maximum number of connections. */
  readonly connections: number;
  /** Calls waiting for a connection; further ones are refused immediately. */
  readonly maxWaiting: number;
  /** Maximum size of a response; larger ones are cut off. */
  readonly maxResponseBytes: number;
  /** Queries that may be retried, in percent of the calls. 0: none. */
  readonly retryPercent: number;
  /** Delay before a retry. */
  readonly retryAfterMs: number;
  /** Consecutive failures that open the breaker. */
  readonly breakerFailures: number;
  /** Time before an open breaker lets a probe through. */
  readonly breakerOpenMs: number;
  /** A call cancelled after this long counts as failed; one cancelled sooner has no outcome. */
  readonly breakerPatienceMs: number;
}
