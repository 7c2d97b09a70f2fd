import { drawSeed } from '@civic-graph/testing';

/** Prints the seed, so that a failure can be repeated. */
export function printedSeed(): number {
  const seed = drawSeed();
  console.log(`SEED=${seed}`);
  return seed;
}

export function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** The item at an index that the caller knows to be valid. */
export function item<T>(items: readonly T[] | undefined, index: number): T {
  const found = items?.[index];
  if (found === undefined) throw new Error(`there is no item ${index}`);
  return found;
}
