/** Parameters of the cell key method. */
export interface PerturbationParameters {
  readonly maximumDeviation: number;
  readonly variance: number;
  readonly smallestCount: number;
}

interface Outcome {
  readonly deviation: number;
  /** Probability of this or an earlier outcome. */
  readonly cumulative: number;
}

/**
 * Published counts by true count and cell key (Fraser and Wooton, 2005; Marley and Leaver, 2011). Each
 * distribution is unbiased, bounded, never negative and never a small count, with maximum entropy.
 */
export class PerturbationTable {
  readonly #parameters: PerturbationParameters;
  readonly #spread: number;
  /** By true count; the last one is that of all larger counts. */
  readonly #rows: readonly (readonly Outcome[])[];

  constructor(parameters: PerturbationParameters) {
    this.#parameters = parameters;
    const { maximumDeviation, smallestCount } = parameters;
    this.#spread = spreadFor(parameters);
    this.#rows = Array.from({ length: maximumDeviation + smallestCount + 1 }, (_, count) =>
      distribution(count, parameters, this.#spread),
    );
  }

  /** @param key uniform in [0, 1), the same whenever the cell has the same records */
  published(count: number, key: number): number {
    const row = this.#rows[Math.min(count, this.#rows.length - 1)] ?? [];
    const outcome = row.find(({ cumulative }) => key < cumulative) ?? row.at(-1);
    return count + (outcome?.deviation ?? 0);
  }

  /** Probabilities of the deviations from a count. */
  probabilities(count: number): ReadonlyMap<number, number> {
    let before = 0;
    return new Map(
      distribution(count, this.#parameters, this.#spread).map(({ deviation, cumulative }) => {
        const probability = cumulative - before;
        before = cumulative;
        return [deviation, probability];
      }),
    );
  }
}

function distribution(
  count: number,
  { maximumDeviation, smallestCount }: PerturbationParameters,
  spread: number,
): readonly Outcome[] {
  if (count === 0) return [{ deviation: 0, cumulative: 1 }];
  const deviations = Array.from(
    { length: 2 * maximumDeviation + 1 },
    (_, index) => index - maximumDeviation,
  ).filter((deviation) => count + deviation === 0 || count + deviation >= smallestCount);
  const tilt = bisect((a) => meanOf(deviations, weights(deviations, a, spread)), -10, 10);
  const all = weights(deviations, tilt, spread);
  let cumulative = 0;
  return deviations.map((deviation, index) => {
    cumulative += all[index] ?? 0;
    return { deviation, cumulative };
  });
}

/** The exponent of the squared deviation that gives the variance if no outcome is excluded. */
function spreadFor({ maximumDeviation, variance }: PerturbationParameters): number {
  const deviations = Array.from({ length: 2 * maximumDeviation + 1 }, (_, index) => index - maximumDeviation);
  const excess = (spread: number) => {
    const all = weights(deviations, 0, spread);
    return (
      deviations.reduce((sum, deviation, index) => sum + deviation ** 2 * (all[index] ?? 0), 0) - variance
    );
  };
  return -bisect((spread) => excess(-spread), -20, 0);
}

/** Probabilities proportional to exp(tilt v - spread v²). */
function weights(deviations: readonly number[], tilt: number, spread: number): readonly number[] {
  const exponents = deviations.map((deviation) => tilt * deviation - spread * deviation ** 2);
  const largest = Math.max(...exponents);
  const raw = exponents.map((exponent) => Math.exp(exponent - largest));
  const total = raw.reduce((sum, one) => sum + one, 0);
  return raw.map((one) => one / total);
}

function meanOf(deviations: readonly number[], probabilities: readonly number[]): number {
  return deviations.reduce((sum, deviation, index) => sum + deviation * (probabilities[index] ?? 0), 0);
}

/** The zero of an increasing function. */
function bisect(value: (argument: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (value(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
