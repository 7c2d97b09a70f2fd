import type { ServerResponse } from 'node:http';
import { PublicError } from '@civic-graph/errors';
import type { OperationResult } from '../../execution/engine.ts';
import type { ResultStream } from './result-stream.ts';

export interface EventWriterOptions {
  /** Silence before a heartbeat, so that proxies do not close the connection as idle. */
  readonly heartbeatMs: number;
  /** Bytes that may be buffered for the subscriber when the next event comes; above it is too slow. */
  readonly maxBufferedBytes: number;
}

/** Time for the subscriber to receive its buffered events after the last one. */
const graceMs = 5_000;

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // A stopping gateway would wait for persistent connections.
  connection: 'close',
  // Proxies would buffer events.
  'x-accel-buffering': 'no',
};

/** Begins the answer. */
export function beginEvents(response: ServerResponse, vary: string): void {
  response.writeHead(200, { ...headers, vary });
  response.flushHeaders();
}

/**
 * Writes each result, until the last one or until the subscriber disconnects.
 *
 * @param eventOf returns a result as the bytes of an event
 */
export async function writeEvents(
  response: ServerResponse,
  results: ResultStream,
  eventOf: (result: OperationResult) => Uint8Array,
  { heartbeatMs, maxBufferedBytes }: EventWriterOptions,
): Promise<void> {
  const write = (event: string | Uint8Array) => {
    // After the end, only the reason may follow.
    if (results.hasEnded || response.writableLength <= maxBufferedBytes) response.write(event);
    else results.end(new PublicError('SUBSCRIBER_TOO_SLOW'));
  };
  const heartbeat = setInterval(() => write(':\n\n'), heartbeatMs).unref();
  const gone = () => results.end(null);
  response.once('close', gone);
  if (response.destroyed) gone();
  try {
    for await (const result of results) {
      write(eventOf(result));
      heartbeat.refresh();
    }
  } finally {
    clearInterval(heartbeat);
    response.off('close', gone);
  }
}

export function nextEvent(data: string): string {
  return `event: next\ndata: ${data}\n\n`;
}

export function completeEvents(response: ServerResponse): void {
  // EventSource ignores an event without data.
  response.end('event: complete\ndata: \n\n');
  const timer = setTimeout(() => response.destroy(), graceMs).unref();
  response.once('close', () => clearTimeout(timer));
}
