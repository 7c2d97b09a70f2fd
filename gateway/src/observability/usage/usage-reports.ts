import { ReportRefused, type SendReport } from '@civic-graph/releases/pull';
import type { UnsentBatches } from './unsent-batches.ts';
import { usageBatches, type WrittenBatch } from './usage-batches.ts';
import type { UsageCounter } from './usage-counter.ts';

export interface UsageReportsOptions {
  readonly counter: Pick<UsageCounter, 'take'>;
  /** Id of this gateway. */
  readonly gateway: string;
  readonly send: SendReport;
  /** What could not be sent before the process ended. */
  readonly unsent: UnsentBatches;
  readonly clock: () => Date;
  readonly newId: () => string;
  /** Called once until the registry accepts batches again, and for batches that are lost. */
  readonly onFailure: (reason: string) => void;
  /** Milliseconds between reports. */
  readonly everyMs: number;
}

export interface UsageReports {
  /** Sends what was counted since the last report, and stops. */
  close(): Promise<void>;
}

/** Characters of batches that wait while the registry is down: an hour of 250 operations a minute. */
const maxWaitingCharacters = 16_000_000;
const closingMs = 2_000;

/**
 * Reports usage at each interval. Serving never waits for it; a batch is sent again until it is accepted,
 * also by the next process.
 */
export function usageReports(options: UsageReportsOptions): UsageReports {
  const { counter, gateway, send, unsent, clock, newId, onFailure, everyMs } = options;
  const stop = new AbortController();
  let waiting: WrittenBatch[] = [];
  let isFailing = false;
  /** When the interval began that is being counted. */
  let startedAt = clock();
  let sending = unsent.take().then(
    (earlier) => void waiting.unshift(...earlier),
    (error: unknown) => onFailure(messageOf(error)),
  );
  const timer = setInterval(() => void report(stop.signal), everyMs).unref();

  function report(signal: AbortSignal): Promise<void> {
    const minute = new Date(Math.floor(startedAt.getTime() / 60_000) * 60_000).toISOString();
    startedAt = clock();
    waiting.push(...usageBatches(counter.take(), { gateway, minute }, newId));
    dropOldest();
    sending = sending.then(() => deliver(signal));
    return sending;
  }

  function dropOldest(): void {
    let characters = waiting.reduce((sum, { text }) => sum + text.length, 0);
    const before = waiting.length;
    while (characters > maxWaitingCharacters) characters -= waiting.shift()?.text.length ?? 0;
    const lost = before - waiting.length;
    if (lost > 0) onFailure(`${lost} batches are lost: the registry has been down for too long`);
  }

  /** In order; the first failure ends it until the next report. */
  async function deliver(signal: AbortSignal): Promise<void> {
    for (const batch of [...waiting]) {
      try {
        await send(batch.text, signal);
        isFailing = false;
      } catch (error) {
        const reason = messageOf(error);
        if (!(error instanceof ReportRefused)) {
          if (!isFailing && !stop.signal.aborted) onFailure(reason);
          isFailing = true;
          return;
        }
        onFailure(`a batch is lost: ${reason}`);
      }
      waiting = waiting.filter(({ id }) => id !== batch.id);
    }
  }

  return {
    async close() {
      clearInterval(timer);
      // A report that hangs must not take the time of the last one.
      const last = setTimeout(() => stop.abort(), closingMs);
      await report(stop.signal);
      clearTimeout(last);
      if (waiting.length === 0) return;
      await unsent.store(waiting).catch((error: unknown) => onFailure(messageOf(error)));
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
