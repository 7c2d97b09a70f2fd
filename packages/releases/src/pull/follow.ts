import { setTimeout as sleep } from 'node:timers/promises';
import { Outage } from '@civic-graph/service';
import { type Pull, PullError, type Pulled } from './pull.ts';

export interface Patience {
  /** Milliseconds before the first retry; doubled for each further one, up to `longestMs`. */
  readonly shortestMs: number;
  readonly longestMs: number;
  /** Seconds for which the registry may delay an answer. */
  readonly waitSeconds: number;
}

export const usualPatience: Patience = { shortestMs: 250, longestMs: 10_000, waitSeconds: 30 };

export interface FollowOptions {
  readonly pull: Pull;
  /** ETag of the gateway's current artifact. */
  readonly known: () => string | null;
  /** @throws if the answer must not be used */
  readonly accept: (pulled: Pulled) => Promise<void>;
  /** Called once per outage, until the registry answers again, and once while it is still starting. */
  readonly onFailure: (event: 'waiting' | 'failed' | 'refused', reason: string) => void;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/** Pulls repeatedly until the signal aborts. */
export async function follow(options: FollowOptions): Promise<void> {
  const { pull, known, accept, onFailure, patience, signal } = options;
  const outage = new Outage();
  let pause = patience.shortestMs;
  while (!signal.aborted) {
    try {
      const pulled = await pull({ known: known(), waitSeconds: patience.waitSeconds, signal });
      if (pulled !== null) await accept(pulled);
      outage.answered();
      pause = patience.shortestMs;
    } catch (error) {
      if (signal.aborted) return;
      const { kind, isNews } = outage.failed(error);
      const event = error instanceof PullError ? 'failed' : 'refused';
      if (isNews) onFailure(kind === 'awaited' ? 'waiting' : event, messageOf(error));
      await sleep(jittered(pause), undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, patience.longestMs);
    }
  }
}

/** Jitter, so that a thousand gateways do not return to a restarted registry at the same moment. */
function jittered(ms: number): number {
  return ms * (0.5 + Math.random());
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
