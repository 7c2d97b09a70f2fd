/** A block of the event loop counts as one part at most. */
const parts = 4;

/**
 * Calls back after a time in which the event loop was responsive. After a block, timers run before the
 * results of file operations, so a plain timer would report a disk as stuck that has long answered.
 *
 * @returns a function that cancels the call
 */
export function afterResponsive(milliseconds: number, callback: () => void): () => void {
  let left = parts;
  const timer = setInterval(() => {
    left--;
    if (left > 0) return;
    clearInterval(timer);
    callback();
  }, milliseconds / parts);
  return () => clearInterval(timer);
}
