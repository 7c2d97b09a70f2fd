/** One measurement, in megabytes, by name. */
export type Sample = Readonly<Record<string, number>>;

const maxGrowth = 0.1;
const leastGrowthMb = 2;

/**
 * Names of the values whose minimum and median both grow from the second third of the time to the last.
 * Garbage collection makes one of them alone unreliable: the young heap had minima of 2.8 and 10.7 MB in
 * sixty samples, with medians of 32 and 26.
 */
export function growingIn(taken: readonly Sample[]): string[] {
  const third = Math.floor(taken.length / 3);
  return namesIn(taken).filter((name) => {
    const inOrder = (from: number) =>
      taken
        .slice(from, from + third)
        .map((sample) => sample[name] ?? 0)
        .toSorted((one, other) => one - other);
    const [before, after] = [inOrder(third), inOrder(2 * third)];
    return [0, Math.floor(third / 2)].every((at) => grows(before[at] ?? 0, after[at] ?? 0));
  });
}

function grows(before: number, after: number): boolean {
  return after > before * (1 + maxGrowth) && after - before > leastGrowthMb;
}

export function namesIn(taken: readonly Sample[]): string[] {
  return Object.keys(taken[0] ?? {});
}
