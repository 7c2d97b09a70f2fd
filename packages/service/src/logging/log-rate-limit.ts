/** Lines per second, of one kind in a process. */
const maxPerSecond = 10;

/**
 * Limits log lines that clients can cause in any number: with a hanging agency every operation is slow, and
 * each would write some kilobytes.
 * @returns the number of lines dropped since the last one, or `null` if this one is dropped too
 */
export function rateLimited(now: () => number = () => performance.now()): () => number | null {
  let second = Number.NEGATIVE_INFINITY;
  let written = 0;
  let dropped = 0;
  return () => {
    const current = Math.floor(now() / 1_000);
    if (current !== second) {
      second = current;
      written = 0;
    }
    if (written >= maxPerSecond) {
      dropped += 1;
      return null;
    }
    written += 1;
    const before = dropped;
    dropped = 0;
    return before;
  };
}
