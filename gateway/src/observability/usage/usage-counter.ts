import { LatencyBuckets } from './latency-buckets.ts';
import { type OperationUsage, roundedUp, type UsageReport } from './usage-report.ts';

/** What an operation selects; computed once per operation, when it is first reported. */
export interface CountedOperation {
  readonly supergraph: string;
  readonly kind: OperationUsage['kind'];
  readonly name: string | null;
  signature(): string;
  fields(): readonly string[];
}

export interface CountedCall {
  /** Client id; `null` for callers without a token. */
  readonly app: string | null;
  readonly ms: number;
  /** Codes of the errors in the answer; absent where there are none. */
  readonly errors?: readonly string[] | undefined;
}

interface Tally {
  calls: number;
  failed: number;
  /** `null` until the first error. */
  errors: Map<string, number> | null;
  readonly latency: LatencyBuckets;
}

/** Distinct pairs of operation and app in a minute; further ones are not counted. */
const maxTallies = 10_000;
/** An error code counts once per call, so codes are few; this bounds a defect. */
const maxCodes = 50;
/** Fewer calls in a minute leave the name out. */
const callsForAName = 10;

/** Counts the usage of operations by app, for one minute at a time. */
export class UsageCounter {
  #tallies = new Map<CountedOperation, Map<string | null, Tally>>();
  #size = 0;
  /** Calls since the start that were not counted, because a minute had too many operations. */
  uncounted = 0;

  count(operation: CountedOperation, { app, ms, errors }: CountedCall): void {
    const tally = this.#tallies.get(operation)?.get(app) ?? this.#newTally(operation, app);
    if (tally === null) {
      this.uncounted += 1;
      return;
    }
    tally.calls += 1;
    tally.latency.add(ms);
    if (errors === undefined || errors.length === 0) return;
    tally.failed += 1;
    tally.errors ??= new Map();
    for (const code of new Set(errors)) {
      if (tally.errors.size < maxCodes || tally.errors.has(code)) {
        tally.errors.set(code, (tally.errors.get(code) ?? 0) + 1);
      }
    }
  }

  /**
   * Ends the minute.
   * @param minute its start
   * @returns a report for each supergraph that served it
   */
  take(minute: Date): UsageReport[] {
    const tallies = this.#tallies;
    this.#tallies = new Map();
    this.#size = 0;
    const bySupergraph = new Map<string, OperationUsage[]>();
    for (const [operation, byApp] of tallies) {
      const usages = bySupergraph.get(operation.supergraph) ?? [];
      bySupergraph.set(operation.supergraph, usages);
      for (const [app, tally] of byApp) usages.push(usageOf(operation, app, tally));
    }
    return [...bySupergraph].map(([supergraph, operations]) => ({
      minute: minute.toISOString(),
      supergraph,
      operations,
    }));
  }

  #newTally(operation: CountedOperation, app: string | null): Tally | null {
    if (this.#size >= maxTallies) return null;
    this.#size += 1;
    const tally: Tally = { calls: 0, failed: 0, errors: null, latency: new LatencyBuckets() };
    const byApp = this.#tallies.get(operation) ?? new Map<string | null, Tally>();
    this.#tallies.set(operation, byApp);
    byApp.set(app, tally);
    return tally;
  }
}

function usageOf(
  operation: CountedOperation,
  app: string | null,
  { calls, failed, errors, latency }: Tally,
): OperationUsage {
  return {
    signature: operation.signature(),
    name: calls < callsForAName ? null : operation.name,
    kind: operation.kind,
    app,
    calls: roundedUp(calls),
    failed: roundedUp(failed),
    errors: Object.fromEntries([...(errors ?? [])].map(([code, count]) => [code, roundedUp(count)])),
    p50Ms: latency.percentile(0.5),
    p95Ms: latency.percentile(0.95),
    p99Ms: latency.percentile(0.99),
    fields: operation.fields(),
  };
}
