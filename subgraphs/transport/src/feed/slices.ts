import { setImmediate } from 'node:timers/promises';

/**
 * Visits 0 to `count` and yields to the event loop after every `size`, so that a large feed does not block
 * requests.
 */
export async function inSlices(count: number, size: number, visit: (index: number) => void): Promise<void> {
  for (let begin = 0; begin < count; begin += size) {
    const end = Math.min(count, begin + size);
    for (let index = begin; index < end; index += 1) visit(index);
    await setImmediate();
  }
}

/** One step of several, each of which takes some milliseconds. */
export async function asSlice<Result>(step: () => Result): Promise<Result> {
  await setImmediate();
  return step();
}
