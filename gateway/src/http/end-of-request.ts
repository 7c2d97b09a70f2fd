import type { ServerResponse } from 'node:http';

/**
 * Aborts at the deadline, or when the client goes away. A timer of our own: nothing holds on to an
 * `AbortSignal.timeout` inside `AbortSignal.any`, and once it is collected the deadline never comes.
 */
export function endOfRequest(response: ServerResponse, deadlineMs: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadlineMs);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
