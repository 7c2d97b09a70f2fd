import type { Row } from '../report.ts';

export const suite = 'transport';

/** `rps` counts journeys, or stop times, per second. */
export interface TransportRow extends Row {
  readonly part: 'journeys' | 'updates' | 'loading' | 'replacing';
}

/** A row about loading; `rss_mb` is what is resident while serving, after garbage collection. */
export interface LoadingRow extends TransportRow {
  /** Number of stop times. */
  readonly amount: number;
  /** Peak of resident memory. */
  readonly peak_mb: number;
  /** Resident memory that loading has added, after garbage collection, by stop time. */
  readonly bytes: number;
}

/** A row about a service whose feed is replaced. */
export interface ReplacingRow extends TransportRow {
  /** Number of stop times. */
  readonly amount: number;
  /** Delays of its event loop. */
  readonly delay_p99_ms: number;
  readonly delay_max_ms: number;
  /** Peak of resident memory: two versions are in memory when the second is put into service. */
  readonly peak_mb: number;
}

/** Metrics that a row does not have. */
export const noFigures = { rps: 0, p50_ms: 0, p99_ms: 0, cpu_ms: 0, rss_mb: 0, cold_ms: 0 };
