import { setTimeout as sleep } from 'node:timers/promises';

export interface ReportWatch {
  /** To be called after each report. */
  reported(): void;
  close(): Promise<void>;
}

const pauseMs = 1_000;

/** Runs a check after reports, one at a time and at most one each second, however many gateways report. */
export function watchReports(check: () => Promise<void>, onFailure: (error: unknown) => void): ReportWatch {
  const stop = new AbortController();
  let isDue = false;
  let checking: Promise<void> | null = null;
  return {
    reported() {
      isDue = true;
      checking ??= checkWhileDue().finally(() => {
        checking = null;
      });
    },
    async close() {
      stop.abort();
      await checking;
    },
  };

  async function checkWhileDue(): Promise<void> {
    while (isDue && !stop.signal.aborted) {
      isDue = false;
      await check().catch(onFailure);
      await sleep(pauseMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }
}
