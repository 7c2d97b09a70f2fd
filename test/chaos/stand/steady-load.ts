import type { GraphqlAnswer } from './graphql-client.ts';

export interface LoadReport {
  readonly sent: number;
  readonly failed: number;
  /** How many failed with which code, and the result of the first. */
  readonly failures: string | null;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Sends requests at a fixed rate until it is stopped, whether or not earlier ones were answered. */
export interface SteadyLoad {
  readonly sent: number;
  readonly failed: number;
  /** Waits for pending requests. */
  stop(): Promise<LoadReport>;
}

const tickMs = 10;

/** @param isRight checks an answer; a missing answer, or one for which it throws, has failed */
export function startSteadyLoad(
  ask: () => Promise<GraphqlAnswer>,
  { rate, isRight }: { readonly rate: number; readonly isRight: (answer: GraphqlAnswer) => boolean },
): SteadyLoad {
  const times: number[] = [];
  const underWay = new Set<Promise<void>>();
  const start = performance.now();
  let sent = 0;
  let failed = 0;
  let first = '';
  const byCode = new Map<string, number>();
  const failedBy = (code: string, reason: string) => {
    failed += 1;
    byCode.set(code, (byCode.get(code) ?? 0) + 1);
    first ||= `after ${((performance.now() - start) / 1_000).toFixed(1)} s: ${reason.slice(0, 300)}`;
  };
  const send = async () => {
    const since = performance.now();
    try {
      const answer = await ask();
      if (!isRight(answer)) failedBy(codeOf(answer), `${answer.status} ${answer.text}`);
    } catch (error) {
      failedBy('no answer', String(error));
    }
    times.push(performance.now() - since);
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - start) / 1_000) * rate);
    for (; sent < due; sent += 1) {
      const one = send().finally(() => underWay.delete(one));
      underWay.add(one);
    }
  }, tickMs);
  return {
    get sent() {
      return sent;
    },
    get failed() {
      return failed;
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
      times.sort((one, other) => one - other);
      const p99Ms = times[Math.min(times.length - 1, Math.floor(times.length * 0.99))] ?? 0;
      const counts = [...byCode].map(([code, count]) => `${count} ${code}`).join(', ');
      const failures = failed === 0 ? null : `${counts}; the first ${first}`;
      return { sent, failed, failures, p99Ms, maxMs: times.at(-1) ?? 0 };
    },
  };
}

function codeOf({ status, json }: GraphqlAnswer): string {
  return String(json?.errors?.[0]?.extensions?.code ?? status);
}
