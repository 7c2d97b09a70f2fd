/** What is measured at one moment, in megabytes, by name. */
export type Sample = Readonly<Record<string, number>>;

const maxGrowth = 0.1;
const leastGrowthMb = 2;

/**
 * Names of what grows from the second third of the time to the last: the least and the median of it both do.
 * What is garbage comes and goes, and of the young heap the least of sixty samples is chance: 2.8 and 10.7
 * MB, with 32 and 26 in the middle.
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
