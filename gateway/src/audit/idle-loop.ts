/** A turn of the event loop that takes less had nothing to do in it. */
const emptyTurnMs = 0.05;

/** Resolves when the event loop has nothing else to do, and after `maxMs` at the latest. */
export function untilIdle(maxMs: number): Promise<void> {
  return new Promise((resolve) => {
    const since = performance.now();
    let turnSince = since;
    // What is left of this turn tells nothing; the next one comes from here to here, past timers and all that has arrived.
    const look = () => {
      const now = performance.now();
      const isEmpty = turnSince > since && now - turnSince < emptyTurnMs;
      if (isEmpty || now - since >= maxMs) return resolve();
      turnSince = now;
      setImmediate(look);
    };
    setImmediate(look);
  });
}
