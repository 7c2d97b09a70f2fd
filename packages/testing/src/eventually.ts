import { setTimeout as sleep } from 'node:timers/promises';

interface Patience {
  /** Below the time that a test has, so that what is told is why it did not come. */
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/**
 * What `check` returns, as soon as it does not throw. How long something takes is the machine's affair and
 * not the test's, so it is asked again every 20 ms for 25 s; then throws what the last one threw.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { withinMs = 25_000, everyMs = 20 }: Patience = {},
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await sleep(everyMs);
  }
}
