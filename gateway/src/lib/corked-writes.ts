/** Messages to send, in order. */
let waiting: (() => void)[] = [];

/** A batch of this size is sent immediately, so that receivers start while more is queued. */
const batchSize = 8;

/**
 * Batches messages to the end of this event loop iteration, because waking a sleeping process costs more than
 * sending, and a batch wakes it once. Sends immediately if the process is idle.
 * @param send must not throw, because the rest would not be sent
 */
export function corkWrites(send: () => void): void {
  const count = waiting.push(send);
  if (count === 1) setImmediate(sendAll);
  else if (count === batchSize) sendAll();
}

function sendAll(): void {
  const sends = waiting;
  waiting = [];
  for (const send of sends) send();
}
