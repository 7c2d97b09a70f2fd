import type { Row } from '../report.ts';

export const suite = 'transport';

/** `rps` counts journeys, or stop times, per second. */
export interface TransportRow extends Row {
  readonly part: 'journeys' | 'updates' | 'loading';
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

/** Metrics that a row does not have. */
export const noFigures = { rps: 0, p50_ms: 0, p99_ms: 0, cpu_ms: 0, rss_mb: 0, cold_ms: 0 };
