import { setTimeout as sleep } from 'node:timers/promises';

export interface Repeated {
  /** Does due work and returns the amount; it is called again immediately until that is zero. */
  readonly work: () => Promise<number>;
  readonly everyMilliseconds: number;
  readonly report: (error: unknown) => void;
}

/**
 * Repeats work until stopped. Workers poll tables with FOR UPDATE SKIP LOCKED instead of a queue, which could
 * disagree with the tables.
 *
 * @returns a function that stops it after the work in progress
 */
export function repeat({ work, everyMilliseconds, report }: Repeated): () => Promise<void> {
  const stop = new AbortController();
  const run = async () => {
    while (!stop.signal.aborted) {
      const done = await work().catch((error: unknown) => {
        report(error);
        return 0;
      });
      if (done === 0) await sleep(everyMilliseconds, undefined, { signal: stop.signal }).catch(() => {});
    }
  };
  const running = run();
  return async () => {
    stop.abort();
    await running;
  };
}
