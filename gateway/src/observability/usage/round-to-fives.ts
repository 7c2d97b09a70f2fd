const step = 5;

/**
 * Rounds to a multiple of 5 at random, so that the expected value is the count: sums over many minutes stay
 * right, and nobody can tell one call from four.
 * @param random 0 to 1, as `Math.random`
 */
export function roundToFives(count: number, random: () => number): number {
  const rest = count % step;
  return count - rest + (random() * step < rest ? step : 0);
}
