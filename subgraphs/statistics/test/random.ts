import { drawSeed, randomFractions } from '@civic-graph/testing';

/** Random numbers in [0, 1); `TEST_SEED` repeats a failed run. */
export function testRandom(): () => number {
  const seed = Number(process.env.TEST_SEED ?? drawSeed());
  console.log(`TEST_SEED=${seed}`);
  return randomFractions(seed);
}
