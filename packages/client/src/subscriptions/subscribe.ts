import { type Result, readRefusals } from '../graphql/result.ts';
import type { Refusal } from '../refusals/refusal.ts';
import { type StreamedResult, StreamLost } from './open-stream.ts';

export interface SubscribeOptions {
  readonly open: () => AsyncIterable<StreamedResult>;
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly random: (bytes: number) => Uint8Array;
  readonly signal: AbortSignal | undefined;
}

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Yields the results of a subscription. Reconnects after a lost connection, an expired token or a temporary
 * error; any other refusal is the last result.
 *
 * @throws the reason of the aborted signal
 */
export async function* subscribe<Data>(options: SubscribeOptions): AsyncGenerator<Result<Data>, void> {
  const { open, wait, random, signal } = options;
  /** Consecutive losses without an event. */
  let losses = 0;
  for (;;) {
    signal?.throwIfAborted();
    const interruption = yield* follow<Data>(open, () => {
      losses = 0;
    });
    signal?.throwIfAborted();
    if (interruption === null) return;
    const { refusals } = interruption;
    if (!mayReopen(interruption)) {
      yield { data: null, refusals };
      return;
    }
    await wait(pauseMs(refusals, losses, random), signal);
    losses += 1;
  }
}

/** The premature end of a stream. */
interface Interruption {
  /** Empty if the connection was lost. */
  readonly refusals: readonly Refusal[];
  /** Whether the stream was open before. */
  readonly wasOpen: boolean;
}

/** @returns `null` if the gateway completed the stream */
async function* follow<Data>(
  open: () => AsyncIterable<StreamedResult>,
  onEvent: () => void,
): AsyncGenerator<Result<Data>, Interruption | null> {
  try {
    for await (const { data, errors = [] } of open()) {
      const refusals = readRefusals(errors);
      if (data === undefined) return { refusals, wasOpen: true };
      onEvent();
      yield { data: data as Data | null, refusals };
    }
    return null;
  } catch (error) {
    if (!(error instanceof StreamLost)) throw error;
    const { errors, response } = error;
    return { refusals: readRefusals(errors, response ?? undefined), wasOpen: false };
  }
}

/** The next attempt renews an expired token, and reports if that fails. */
function mayReopen({ refusals, wasOpen }: Interruption): boolean {
  return refusals.every(({ kind, code }) => kind === 'unavailable' || (wasOpen && ofToken.has(code)));
}

const ofToken: ReadonlySet<string> = new Set(['TOKEN_REVOKED', 'UNAUTHENTICATED']);

/** Exponential backoff with jitter, so that subscribers do not all return at the same moment. */
function pauseMs(
  refusals: readonly Refusal[],
  losses: number,
  random: (bytes: number) => Uint8Array,
): number {
  const asked = refusals.map((refusal) => ('retryAfterSeconds' in refusal && refusal.retryAfterSeconds) || 0);
  const doubled = losses === 0 ? 0 : Math.min(firstPauseMs * 2 ** (losses - 1), longestPauseMs);
  const share = (random(1)[0] ?? 0) / 256;
  return Math.max(1_000 * Math.max(0, ...asked), doubled) + share * firstPauseMs;
}
