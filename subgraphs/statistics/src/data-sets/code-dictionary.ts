/**
 * The codes of one dimension in ascending order. The engine holds their ranks, which are in the same order.
 */
export class CodeDictionary {
  readonly codes: readonly string[];
  readonly #ranks: ReadonlyMap<string, number>;

  constructor(codes: Iterable<string>) {
    this.codes = [...new Set(codes)].sort();
    this.#ranks = new Map(this.codes.map((code, rank) => [code, rank]));
  }

  rankOf(code: string): number | undefined {
    return this.#ranks.get(code);
  }

  /** Number of codes before `code`, which need not be one of them. */
  countBefore(code: string): number {
    const after = this.codes.findIndex((known) => known >= code);
    return after < 0 ? this.codes.length : after;
  }
}
