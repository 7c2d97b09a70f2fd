/** A block of the event loop counts as one part at most. */
const parts = 4;

/**
 * Calls back after a time in which the event loop ran. After a block, timers run before the results of file
 * operations, so a plain timer would report a disk as stuck that has answered long ago.
 *
 * @returns a function that cancels the call
 */
export function afterResponsive(milliseconds: number, callback: () => void): () => void {
  let timer = setTimeout(tick, milliseconds / parts, parts - 1);
  function tick(left: number): void {
    if (left === 0) callback();
    else timer = setTimeout(tick, milliseconds / parts, left - 1);
  }
  return () => clearTimeout(timer);
}
