/** Draws a whole number from 0 to `limit - 1`, each exactly as likely. */
export interface UniformSource {
  below(limit: number): number;
}

/** Epsilons are whole thousandths, so that no step computes with rounded numbers. */
export const epsilonUnit = 1000;

/**
 * Noise of the two-sided geometric mechanism: k with probability proportional to exp(-|k| epsilon). Exact,
 * with whole numbers only (Canonne, Kamath and Steinke 2020, algorithm 2): the last bits of noise computed
 * with logarithms of doubles reveal the true count (Mironov 2012).
 *
 * @param epsilon in thousandths, at least 1
 */
export function geometricNoise(source: UniformSource, epsilon: number): number {
  if (!Number.isSafeInteger(epsilon) || epsilon < 1 || epsilon > 1_000_000) {
    throw new RangeError('epsilon is not a number of thousandths');
  }
  for (;;) {
    const rest = source.below(epsilonUnit);
    if (!isHitOfExponential(source, rest, epsilonUnit)) continue;
    let rounds = 0;
    while (isHitOfExponential(source, 1, 1)) rounds += 1;
    const size = Math.floor((rest + epsilonUnit * rounds) / epsilon);
    const isNegative = source.below(2) === 1;
    // Zero would be drawn twice as often.
    if (isNegative && size === 0) continue;
    return isNegative ? -size : size;
  }
}

/** True with probability exp(-numerator / denominator), for fractions from 0 to 1. */
function isHitOfExponential(source: UniformSource, numerator: number, denominator: number): boolean {
  let step = 1;
  while (source.below(denominator * step) < numerator) step += 1;
  return step % 2 === 1;
}

/** Mean absolute error of a count, for readers. @param epsilon in thousandths */
export function expectedError(epsilon: number): number {
  const ratio = Math.exp(-epsilon / epsilonUnit);
  return (2 * ratio) / (1 - ratio * ratio);
}
