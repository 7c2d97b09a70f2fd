/** Usage of one minute, as a gateway reports it: never values, variables or subjects. */
export interface UsageReport {
  /** Start of the minute, RFC 3339. */
  readonly minute: string;
  /** Version of the supergraph that was served. */
  readonly supergraph: string;
  readonly operations: readonly OperationUsage[];
}

export interface OperationUsage {
  /** SHA-256 (hex) of the operation without literals, aliases and name. */
  readonly signature: string;
  /** `null` where the operation was called rarely: clients choose names, and could put values in them. */
  readonly name: string | null;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Client id of the app; `null` for callers without a token. */
  readonly app: string | null;
  /** Rounded up; see `roundedUp`. */
  readonly calls: number;
  /** Calls with at least one error, rounded up. */
  readonly failed: number;
  /** By code, rounded up. */
  readonly errors: Readonly<Record<string, number>>;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Coordinates of the fields that it selects. */
  readonly fields: readonly string[];
}

const step = 5;

/**
 * Rounds a count up to a multiple of 5, so that the call of a single citizen cannot be told from those of
 * five. Never 0 where something was counted: a field in use must not look unused.
 */
export function roundedUp(count: number): number {
  return Math.ceil(count / step) * step;
}
