import type { ChangeFeed } from '@civic-graph/subgraph-kit';

export interface Wait {
  /** What the gateway has, by entity tag. */
  readonly known: ReadonlySet<string>;
  readonly waitMs: number;
  /** Ends the wait early, when the service closes or the gateway has left. */
  readonly signal: AbortSignal;
}

/**
 * Long polling: waits until `read` finds something.
 *
 * @param key what the feed tells of, as the migrations write it
 * @param read returns `null` while there is nothing that the gateway does not have
 * @returns `null` if there is nothing when the wait ends
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
    // Looks once more: a notification may be lost while the connection that listens is restored.
    return signal.aborted ? null : await read();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    end();
  }
}
