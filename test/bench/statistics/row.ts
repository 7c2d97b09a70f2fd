import type { Row } from '../report.ts';

export const suite = 'statistics';
/** Name of the query of rows about loading. */
export const loading = 'loading';

/** `p50_ms` and `p99_ms` count from when a request was due; `rss_mb` is the peak of all processes. */
export interface StatisticsRow extends Row {
  readonly amount: number;
  /** Peak of the process that reads files. */
  readonly reader_mb: number;
}
