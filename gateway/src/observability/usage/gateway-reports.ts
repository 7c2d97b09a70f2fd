import type { HealthCounter, HealthReport } from './health-counter.ts';
import type { UsageCounter } from './usage-counter.ts';
import type { UsageReport } from './usage-report.ts';

/** What a gateway reports to the registry. */
export interface GatewayReport {
  /** Id of the gateway. */
  readonly gateway: string;
  /** The rollout that it serves; `null` before the first. */
  readonly serving: { readonly sequence: number; readonly version: string } | null;
  /** A later rollout that it cannot serve. */
  readonly refused: { readonly sequence: number; readonly reason: string } | null;
  readonly health: HealthReport;
  /** Of whole minutes. */
  readonly usage: readonly UsageReport[];
}

export interface GatewayReportsOptions {
  readonly health: HealthCounter;
  readonly counter: UsageCounter;
  readonly describe: () => Pick<GatewayReport, 'gateway' | 'serving' | 'refused'>;
  /** @throws where the registry did not accept the report */
  readonly send: (report: GatewayReport, signal: AbortSignal) => Promise<void>;
  readonly clock: () => Date;
  /** Called once until the registry accepts reports again. */
  readonly onFailure: (reason: string) => void;
  /** Milliseconds between reports. */
  readonly everyMs?: number;
}

export interface GatewayReports {
  /** Sends what was counted since the last report, and stops. */
  close(): Promise<void>;
}

const minuteMs = 60_000;
/** Minutes that are retained while the registry is down; older ones are dropped. */
const maxPending = 60;
const closingMs = 2_000;

/**
 * Reports health every few seconds, for rollouts, and usage once a minute. Serving never waits for it; usage
 * is sent again until the registry has accepted it.
 */
export function gatewayReports({
  health,
  counter,
  describe,
  send,
  clock,
  onFailure,
  everyMs = 5_000,
}: GatewayReportsOptions): GatewayReports {
  const stop = new AbortController();
  let pending: UsageReport[] = [];
  let minute = startOfMinute(clock());
  let isFailing = false;
  let sending = Promise.resolve();
  const timer = setInterval(() => report(stop.signal, false), everyMs).unref();

  function report(signal: AbortSignal, isLast: boolean): Promise<void> {
    const now = startOfMinute(clock());
    if (isLast || now.getTime() !== minute.getTime()) {
      pending = [...pending, ...counter.take(minute)].slice(-maxPending);
      minute = now;
    }
    sending = sending.then(() => deliver(signal));
    return sending;
  }

  async function deliver(signal: AbortSignal): Promise<void> {
    const usage = pending;
    try {
      await send({ ...describe(), health: health.take(), usage }, signal);
      pending = pending.filter((reported) => !usage.includes(reported));
      isFailing = false;
    } catch (error) {
      if (!isFailing) onFailure(error instanceof Error ? error.message : String(error));
      isFailing = true;
    }
  }

  return {
    async close() {
      clearInterval(timer);
      await report(AbortSignal.timeout(closingMs), true);
      stop.abort();
    },
  };
}

function startOfMinute(time: Date): Date {
  return new Date(Math.floor(time.getTime() / minuteMs) * minuteMs);
}
