import { setImmediate } from 'node:timers/promises';

/** Much less than a person or a health check notices, and much more than a pause costs. */
const millisecondsOfSlice = 2;
/** Visits between clock reads: a read takes as long as a short visit. */
const visitsBetween = 8;

/**
 * Visits 0 to `count`, and yields to the event loop whenever some milliseconds have passed, and at the end:
 * what a message says of one trip may take a microsecond or a millisecond.
 */
export async function inTimeSlices(count: number, visit: (index: number) => void): Promise<void> {
  let slice = performance.now();
  for (let begin = 0; begin < count; begin += visitsBetween) {
    const end = Math.min(count, begin + visitsBetween);
    for (let index = begin; index < end; index += 1) visit(index);
    if (end < count && performance.now() - slice < millisecondsOfSlice) continue;
    await setImmediate();
    slice = performance.now();
  }
}
