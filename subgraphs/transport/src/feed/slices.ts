import { setImmediate } from 'node:timers/promises';

/** Much less than a person or a health check notices, and much more than a pause costs. */
const millisecondsOfSlice = 2;

/**
 * Visits 0 to `count`, and yields to the event loop whenever some milliseconds have passed, and at the end. A
 * visit may take a microsecond or a millisecond.
 */
export async function inSlices(count: number, visit: (index: number) => void): Promise<void> {
  let slice = performance.now();
  for (let index = 0; index < count; index += 1) {
    visit(index);
    if (index + 1 < count && performance.now() - slice < millisecondsOfSlice) continue;
    await setImmediate();
    slice = performance.now();
  }
}

/** One step of several, each of which takes some milliseconds. */
export async function asSlice<Result>(step: () => Result): Promise<Result> {
  await setImmediate();
  return step();
}
