import type { GatewayHealth } from '@civic-graph/releases';
import type { SendReport } from '@civic-graph/releases/pull';
import type { HealthCounter } from './health-counter.ts';

/** The rollouts of a gateway, without what was counted. */
export type RolloutState = Pick<GatewayHealth, 'serving' | 'refused'>;

export interface HealthReportsOptions {
  /** Id of the gateway. */
  readonly gateway: string;
  readonly counter: HealthCounter;
  readonly state: () => RolloutState;
  readonly send: SendReport;
  /** Called once until the registry accepts reports again. */
  readonly onFailure: (reason: string) => void;
  /** Milliseconds between reports. */
  readonly everyMs: number;
}

export interface HealthReports {
  /** Ends the reports; what was counted since the last one is dropped. */
  close(): void;
}

/**
 * Reports to the registry how the gateway fares with its rollout. Serving never waits for it. Counts of a
 * report that is not accepted are dropped, as are those of an interval in which the rollout changed: they
 * belong to two versions.
 */
export function healthReports(options: HealthReportsOptions): HealthReports {
  const { gateway, counter, state, send, onFailure, everyMs } = options;
  const stop = new AbortController();
  let before = state();
  let isSending = false;
  let isFailing = false;
  const timer = setInterval(() => void report(), everyMs).unref();

  async function report(): Promise<void> {
    // Reports that overlap would queue up at a registry that answers slowly.
    if (isSending) return;
    isSending = true;
    try {
      await send(JSON.stringify(next()), stop.signal);
      isFailing = false;
    } catch (error) {
      if (!isFailing && !stop.signal.aborted) onFailure(messageOf(error));
      isFailing = true;
    } finally {
      isSending = false;
    }
  }

  function next(): GatewayHealth {
    const now = state();
    const counts = counter.take();
    const isSame = now.serving?.sequence === before.serving?.sequence;
    // A refusal may be over in a moment, once the address of a new subgraph has arrived.
    const isLasting = now.refused?.sequence === before.refused?.sequence;
    before = now;
    return {
      gateway,
      serving: now.serving,
      ...(isSame ? counts : { requests: 0, failed: 0 }),
      refused: isLasting ? now.refused : null,
    };
  }

  return {
    close() {
      clearInterval(timer);
      stop.abort();
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
