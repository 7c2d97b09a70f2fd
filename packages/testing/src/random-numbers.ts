import { randomInt } from 'node:crypto';

/** Of the gate, so that only a change can make it fail. */
const gateSeed = 2_026;

function integerFrom(name: string, fallback: number): number {
  const text = process.env[name];
  const value = text ? Number(text) : fallback;
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name} has to be an integer from 0`);
  return value;
}

/** `SEED`, or else the fixed seed of the gate, or a random one. @throws RangeError if `SEED` is no integer */
export function drawSeed(): number {
  return integerFrom('SEED', process.env.CI === 'true' ? gateSeed : randomInt(2 ** 31));
}

/** All cases in the gate; elsewhere every nth, others each time. Names or errors have to tell which. */
export function sampleOutsideGate<Case>(cases: readonly Case[], nth: number): readonly Case[] {
  if (process.env.CI === 'true') return cases;
  const first = drawSeed() % nth;
  return cases.filter((_, at) => at % nth === first);
}

/**
 * Runs a quarter of the rounds outside the gate. `FUZZ_ROUNDS=100000 FUZZ_SEED=… npx vitest run …` runs more,
 * or repeats a run.
 * @throws RangeError if one of them is no integer
 */
export function fuzzing(defaultRounds: number): { readonly rounds: number; readonly seed: number } {
  const usual = process.env.CI === 'true' ? defaultRounds : Math.ceil(defaultRounds / 4);
  return { rounds: integerFrom('FUZZ_ROUNDS', usual), seed: integerFrom('FUZZ_SEED', drawSeed()) };
}

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
export function randomFractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Returns integers from 0 to below the argument. */
export function randomNumbers(seed: number): (below: number) => number {
  const random = randomFractions(seed);
  return (below) => Math.floor(random() * below);
}
