export interface LogRate {
  /** Default is 10. */
  readonly lines: number;
  /** In milliseconds. Default is 1,000. */
  readonly period: number;
}

/**
 * Limits log lines that clients can cause in any number: with a hanging agency every operation is slow, and
 * each would write some kilobytes.
 *
 * @param now milliseconds
 * @returns the number of lines dropped since the last one, or `null` if this one is dropped too
 */
export function rateLimited(
  now: () => number = () => performance.now(),
  { lines, period }: LogRate = { lines: 10, period: 1_000 },
): () => number | null {
  let last = Number.NEGATIVE_INFINITY;
  let written = 0;
  let dropped = 0;
  return () => {
    const current = Math.floor(now() / period);
    if (current !== last) {
      last = current;
      written = 0;
    }
    if (written >= lines) {
      dropped += 1;
      return null;
    }
    written += 1;
    const before = dropped;
    dropped = 0;
    return before;
  };
}
