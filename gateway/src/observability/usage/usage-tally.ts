import { latencyBounds, type OperationUsage } from '@civic-graph/releases/usage';
import { roundToFives } from './round-to-fives.ts';

/** An error code counts once per call, and comes from the table; this bounds a defect. */
const maxCodes = 50;

/** What one app did with one operation, or with several together, in an interval. */
export class UsageTally {
  calls = 0;
  #failed = 0;
  /** `null` until the first error. */
  #errors: Map<string, number> | null = null;
  readonly #latency = new Uint32Array(latencyBounds.length);

  /**
   * @param ms `null` where nothing was measured, as for an answer that another request has waited for
   * @param codes of the errors in the answer, each once
   */
  add(ms: number | null, codes: ReadonlySet<string> | null): void {
    this.calls += 1;
    if (ms !== null) {
      let at = 0;
      while (at < latencyBounds.length - 1 && ms > (latencyBounds[at] ?? 0)) at += 1;
      this.#latency[at] = (this.#latency[at] ?? 0) + 1;
    }
    if (codes === null) return;
    this.#failed += 1;
    for (const code of codes) this.#addErrors(code, 1);
  }

  addAll(other: UsageTally): void {
    this.calls += other.calls;
    this.#failed += other.#failed;
    for (const [at, count] of other.#latency.entries()) {
      this.#latency[at] = (this.#latency[at] ?? 0) + count;
    }
    for (const [code, count] of other.#errors ?? []) this.#addErrors(code, count);
  }

  counts(random: () => number): Pick<OperationUsage, 'calls' | 'failed' | 'errors' | 'latency'> {
    const round = (count: number) => roundToFives(count, random);
    return {
      calls: round(this.calls),
      failed: round(this.#failed),
      errors: Object.fromEntries([...(this.#errors ?? [])].map(([code, count]) => [code, round(count)])),
      latency: Array.from(this.#latency, round),
    };
  }

  #addErrors(code: string, count: number): void {
    this.#errors ??= new Map();
    const known = this.#errors.get(code);
    if (known !== undefined || this.#errors.size < maxCodes) this.#errors.set(code, (known ?? 0) + count);
  }
}
