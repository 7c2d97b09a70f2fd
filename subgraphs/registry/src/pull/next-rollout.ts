import type { ChangeFeed } from '@civic-graph/subgraph-kit';
import type { Db, RolloutRow } from '../database/database.ts';
import { lastRollout } from '../rollout/find-rollout.ts';

export interface RolloutFeed {
  readonly db: Db;
  /** Told of new rollouts on the channel `rollout` of the database. */
  readonly feed: ChangeFeed;
}

export interface Wait {
  /** Sequence numbers that the gateway has. */
  readonly known: ReadonlySet<string>;
  readonly waitMs: number;
  /** Ends the wait early, when the service closes. */
  readonly signal: AbortSignal;
}

/** Payload of the notification, as the migration writes it. */
const lastKey = 'last';

/**
 * Waits for a rollout that the gateway does not have.
 *
 * @returns `null` if there is none when the wait ends
 */
export async function nextRollout({ db, feed }: RolloutFeed, wait: Wait): Promise<RolloutRow | null> {
  const { known, waitMs, signal } = wait;
  const unknown = async () => {
    const last = await lastRollout(db);
    return last === null || known.has(last.sequence) ? null : last;
  };
  const now = await unknown();
  if (now !== null || waitMs === 0 || signal.aborted) return now;
  const rollouts = feed.watch(lastKey, async () => {
    const event = await unknown();
    return event === null ? null : { event, isLast: true };
  });
  const end = () => void rollouts.return?.();
  const timer = setTimeout(end, waitMs);
  signal.addEventListener('abort', end);
  try {
    const { value, done } = await rollouts.next();
    if (!done) return value;
    // Looks once more: a notification may be lost while the connection that listens is restored.
    return signal.aborted ? null : await unknown();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    end();
  }
}
