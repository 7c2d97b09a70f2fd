import { performance } from 'node:perf_hooks';

export interface CanaryReport {
  readonly sent: number;
  /** Number of wrong or missing answers. */
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

interface StoppedCanary extends CanaryReport {
  /** The 99th percentile without a number of the slowest answers, such as those that wait for a probe. */
  p99WithoutMs(slowest: number): number;
}

/** Sends a trivial request at a fixed interval during an attack, without waiting for answers. */
export interface Canary {
  /** Waits for pending requests. */
  stop(): Promise<StoppedCanary>;
}

/** @param ask sends one request. @returns whether the answer is right */
export function startCanary(ask: () => Promise<boolean>, { everyMs = 20 } = {}): Canary {
  const times: number[] = [];
  const underWay = new Set<Promise<void>>();
  let failed = 0;
  const send = async () => {
    const start = performance.now();
    const isRight = await ask().catch(() => false);
    times.push(performance.now() - start);
    if (!isRight) failed += 1;
  };
  const timer = setInterval(() => {
    const sent = send().finally(() => underWay.delete(sent));
    underWay.add(sent);
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
      times.sort((a, b) => a - b);
      const at = (share: number, all = times) =>
        all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0;
      return {
        ...{ sent: times.length, failed, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: times.at(-1) ?? 0 },
        p99WithoutMs: (slowest) => at(0.99, times.slice(0, Math.max(1, times.length - slowest))),
      };
    },
  };
}
