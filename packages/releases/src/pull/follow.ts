import { setTimeout as sleep } from 'node:timers/promises';
import { type Pull, PullError, type Pulled } from './pull.ts';

export interface Patience {
  /** Milliseconds before the first repetition; doubled for each further one, up to `longestMs`. */
  readonly shortestMs: number;
  readonly longestMs: number;
  /** Seconds for which the registry may hold an answer. */
  readonly waitSeconds: number;
}

export const usualPatience: Patience = { shortestMs: 250, longestMs: 10_000, waitSeconds: 30 };

export interface FollowOptions {
  readonly pull: Pull;
  /** ETag of what the gateway has. */
  readonly known: () => string | null;
  /** @throws where it must not be used */
  readonly accept: (pulled: Pulled) => Promise<void>;
  /** Called once until the registry answers well again. */
  readonly onFailure: (event: 'failed' | 'refused', reason: string) => void;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/** Pulls again and again, until the signal aborts. */
export async function follow(options: FollowOptions): Promise<void> {
  const { pull, known, accept, onFailure, patience, signal } = options;
  let pause = patience.shortestMs;
  let isFailing = false;
  while (!signal.aborted) {
    try {
      const pulled = await pull({ known: known(), waitSeconds: patience.waitSeconds, signal });
      if (pulled !== null) await accept(pulled);
      [pause, isFailing] = [patience.shortestMs, false];
    } catch (error) {
      if (signal.aborted) return;
      if (!isFailing) onFailure(error instanceof PullError ? 'failed' : 'refused', messageOf(error));
      isFailing = true;
      await sleep(jittered(pause), undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, patience.longestMs);
    }
  }
}

/** So that a thousand gateways do not return to a restarted registry at the same moment. */
function jittered(ms: number): number {
  return ms * (0.5 + Math.random());
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
