/** What is to be sent, in the order in which it came. */
let waiting: (() => void)[] = [];

/**
 * So many go out without waiting for more: the receivers have something to do while the rest is worked on.
 */
const enough = 8;

/**
 * Sends at the end of this turn of the event loop, together with whatever else is ready by then; at once
 * where nothing else is to be done.
 *
 * Whoever sends to a process that sleeps has to wake it, which takes longer than to send. Sent one by one
 * between other work, each finds its receiver asleep again; of those that are sent one after the other, only
 * the first does.
 *
 * @param send must not throw: it would be in the way of the others
 */
export function corkWrites(send: () => void): void {
  const count = waiting.push(send);
  if (count === 1) setImmediate(sendAll);
  else if (count === enough) sendAll();
}

function sendAll(): void {
  const sends = waiting;
  waiting = [];
  for (const send of sends) send();
}
