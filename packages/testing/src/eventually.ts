import { setTimeout as sleep } from 'node:timers/promises';

interface Patience {
  /** Below the test timeout, so that the failure shows the reason. */
  readonly withinMs?: number;
  readonly everyMs?: number;
}

/** Retries `check` every 20 ms until it does not throw, for at most 25 s; then throws its last error. */
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
