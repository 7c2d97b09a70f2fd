import type { ChangeFeed } from '@civic-graph/subgraph-kit';

export interface Wait {
  /** The gateway's current artifact, by entity tag. */
  readonly known: ReadonlySet<string>;
  readonly waitMs: number;
  /** Ends the wait early, when the service closes or the gateway disconnects. */
  readonly signal: AbortSignal;
}

/**
 * Long polling: waits until `read` returns a result.
 *
 * @param key channel of the feed, as in the migrations
 * @param read returns `null` while the gateway is up to date
 * @returns `null` if there is no result when the wait ends
 */
export async function waitFor<Found>(
  feed: ChangeFeed,
  key: 'last' | 'secrets',
  read: () => Promise<Found | null>,
  { waitMs, signal }: Omit<Wait, 'known'>,
): Promise<Found | null> {
  const found = await read();
  if (found !== null || waitMs === 0 || signal.aborted) return found;
  const changes = feed.watch(key, async () => {
    const event = await read();
    return event === null ? null : { event, isLast: true };
  });
  const end = () => void changes.return?.();
  const timer = setTimeout(end, waitMs);
  signal.addEventListener('abort', end);
  try {
    const { value, done } = await changes.next();
    if (!done) return value;
    // Reads once more, because a notification may be lost while the listening connection is restored.
    return signal.aborted ? null : await read();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    end();
  }
}
