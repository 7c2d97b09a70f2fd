/** Milliseconds of CPU time that the process needs for some work, and its result. */
export async function timed<Result>(
  work: () => Result | Promise<Result>,
): Promise<[Awaited<Result>, number]> {
  const before = process.cpuUsage();
  const result = await work();
  return [result, msSince(before)];
}

/** The same for work that does not wait. */
export function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return msSince(before);
}

function msSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
