import { setImmediate } from 'node:timers/promises';

/** Much less than a person or a health check notices, and much more than a pause costs. */
const millisecondsOfSlice = 2;

/**
 * Visits 0 to `count`, and yields to the event loop whenever some milliseconds have passed: what messages say
 * of one trip may take a microsecond or a thousand.
 */
export async function inTimeSlices(count: number, visit: (index: number) => void): Promise<void> {
  let end = performance.now() + millisecondsOfSlice;
  for (let index = 0; index < count; index += 1) {
    visit(index);
    if (performance.now() < end) continue;
    await setImmediate();
    end = performance.now() + millisecondsOfSlice;
  }
}
