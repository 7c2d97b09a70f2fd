import { setImmediate } from 'node:timers/promises';

/** Much less than a person or a health check notices, and much more than a pause costs. */
const millisecondsOfSlice = 2;
/** Visits between two looks at the clock, of which each takes as long as a short visit. */
const mostBetween = 16;
const shortMilliseconds = 0.05;

/**
 * Visits 0 to `count`, and yields to the event loop whenever some milliseconds have passed, and at the end. A
 * visit may take a microsecond or many milliseconds.
 */
export async function inSlices(count: number, visit: (index: number) => void): Promise<void> {
  let begin = performance.now();
  let last = begin;
  let between = 1;
  for (let index = 0; index < count; ) {
    const end = Math.min(count, index + between);
    for (; index < end; index += 1) visit(index);
    let now = performance.now();
    between = now - last < shortMilliseconds ? Math.min(mostBetween, 2 * between) : 1;
    if (index === count || now - begin >= millisecondsOfSlice) {
      await setImmediate();
      now = performance.now();
      begin = now;
    }
    last = now;
  }
}

/** One step of several, each of which takes some milliseconds. */
export async function asSlice<Result>(step: () => Result): Promise<Result> {
  await setImmediate();
  return step();
}
