import { setTimeout as sleep } from 'node:timers/promises';

export interface Repeated {
  /** Does what is due and tells how much that was; it is called again at once while there is more. */
  readonly work: () => Promise<number>;
  readonly everyMilliseconds: number;
  readonly report: (error: unknown) => void;
}

/**
 * Repeats work until it is stopped. A plain loop over the tables that say what is due (FOR UPDATE SKIP
 * LOCKED), no queue beside them: a job that says something else than its payment would be one more thing to
 * reconcile.
 *
 * @returns stops it, after what is under way
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
