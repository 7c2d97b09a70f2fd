import type { ServerResponse } from 'node:http';

/** Time (in milliseconds) after which a client that reads nothing is disconnected. */
const idleMs = 30_000;
/** Time (in milliseconds) after which an answer ends, whatever the client has read of it. */
const longestMs = 2 * 60 * 60 * 1000;

/**
 * Disconnects clients that read nothing, or a few bytes now and then, so that none keeps its slot for ever.
 *
 * @param release called once the answer has been sent, or its client has left
 */
export function boundAnswer(response: ServerResponse, release: () => void = () => {}): void {
  if (response.destroyed) {
    release();
    return;
  }
  response.setTimeout(idleMs, () => response.destroy());
  const longest = setTimeout(() => response.destroy(), longestMs).unref();
  const end = () => {
    clearTimeout(longest);
    release();
  };
  response.once('finish', end);
  response.once('close', end);
}
