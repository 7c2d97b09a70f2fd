/** Of one kind, in a process. */
const mostInSecond = 10;

/**
 * Bounds lines of the log that anybody can have written, as many as he likes: where an agency hangs, every
 * operation is slow, and each would leave some kilobytes.
 *
 * @returns tells how many were left out since the last one, or `null` where this one is to be left out, too
 */
export function rateLimited(now: () => number = () => performance.now()): () => number | null {
  let second = Number.NEGATIVE_INFINITY;
  let written = 0;
  let leftOut = 0;
  return () => {
    const current = Math.floor(now() / 1_000);
    if (current !== second) {
      second = current;
      written = 0;
    }
    if (written >= mostInSecond) {
      leftOut += 1;
      return null;
    }
    written += 1;
    const before = leftOut;
    leftOut = 0;
    return before;
  };
}
