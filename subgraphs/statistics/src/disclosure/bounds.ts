import type { SumRelation } from './sum-relation.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

const unknown: Interval = { low: 0, high: Number.POSITIVE_INFINITY };
const rounds = 100;

/**
 * How closely a reader could bracket each suppressed cell who knows the published values and that no value is
 * negative: bounds are carried through the sums until nothing narrows. Two suppressed cells whose sum is 0 are so
 * found to be 0, though no equation determines either.
 */
export function suppressedBounds(
  relations: readonly SumRelation[],
  suppressed: ReadonlySet<number>,
  publishedValue: (cell: number) => number,
): ReadonlyMap<number, Interval> {
  const bounds = new Map<number, Interval>([...suppressed].map((cell) => [cell, unknown]));
  const boundsOf = (cell: number) =>
    bounds.get(cell) ?? { low: publishedValue(cell), high: publishedValue(cell) };
  let changed = true;
  const narrow = (cell: number, low: number, high: number) => {
    const before = bounds.get(cell);
    if (before === undefined || (low <= before.low && high >= before.high)) return;
    bounds.set(cell, { low: Math.max(before.low, low), high: Math.min(before.high, high) });
    changed = true;
  };
  for (let round = 0; changed && round < rounds; round += 1) {
    changed = false;
    for (const { total, parts } of relations) {
      const whole = boundsOf(total);
      const inParts = new IntervalSum(parts.map(boundsOf));
      narrow(total, inParts.low, inParts.high);
      for (const part of parts) {
        const others = inParts.without(boundsOf(part));
        narrow(part, whole.low - others.high, whole.high - others.low);
      }
    }
  }
  return bounds;
}

/** A sum from which one summand can be taken again, also where some are unbounded. */
class IntervalSum {
  readonly low: number;
  readonly #bounded: number;
  readonly #unbounded: number;

  constructor(intervals: readonly Interval[]) {
    const bounded = intervals.filter(({ high }) => Number.isFinite(high));
    this.low = intervals.reduce((sum, { low }) => sum + low, 0);
    this.#bounded = bounded.reduce((sum, { high }) => sum + high, 0);
    this.#unbounded = intervals.length - bounded.length;
  }

  get high(): number {
    return this.#unbounded > 0 ? Number.POSITIVE_INFINITY : this.#bounded;
  }

  without({ low, high }: Interval): Interval {
    const unbounded = this.#unbounded - (Number.isFinite(high) ? 0 : 1);
    const bounded = this.#bounded - (Number.isFinite(high) ? high : 0);
    return { low: this.low - low, high: unbounded > 0 ? Number.POSITIVE_INFINITY : bounded };
  }
}
