/** Upper bounds in milliseconds: the 1-2-5 series, so a percentile is off by at most a factor of 2.5. */
const bounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000] as const;

/** Latencies of one operation, as counts by bucket. */
export class LatencyBuckets {
  readonly #counts = new Uint32Array(bounds.length);
  #total = 0;

  add(ms: number): void {
    let at = 0;
    while (at < bounds.length - 1 && ms > (bounds[at] ?? 0)) at += 1;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#total += 1;
  }

  /**
   * @param share 0 to 1
   * @returns milliseconds, the upper bound of the bucket that holds the percentile
   */
  percentile(share: number): number {
    const rank = Math.max(1, Math.ceil(share * this.#total));
    let seen = 0;
    for (const [at, count] of this.#counts.entries()) {
      seen += count;
      if (seen >= rank) return bounds[at] ?? 0;
    }
    return 0;
  }
}
