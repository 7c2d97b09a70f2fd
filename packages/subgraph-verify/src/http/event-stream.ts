import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { HttpRequest } from './exchange.ts';

/** Items of a `text/event-stream` (HTML Living Standard, section 9.2). */
export type StreamItem =
  | { readonly kind: 'event'; readonly type: string; readonly data: readonly string[] }
  | { readonly kind: 'comment' }
  /** The connection has ended. */
  | { readonly kind: 'closed' }
  /** Nothing arrived in time. */
  | { readonly kind: 'silence' };

/** A response that is read as it arrives. */
export interface OpenStream {
  readonly status: number;
  readonly contentType: string;
  /** The next item, or `silence`. */
  next(withinMs: number): Promise<StreamItem>;
  /** The whole body of a response that is not a stream. */
  text(withinMs: number): Promise<string>;
  close(): void;
}

/** @returns the stream once its head has arrived, or the reason why there is none */
export function openStream(
  { method, path, headers, body }: HttpRequest,
  { url, timeoutMs }: { readonly url: URL; readonly timeoutMs: number },
): Promise<OpenStream | string> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const always = { 'content-length': String(Buffer.byteLength(body)), connection: 'keep-alive' };
    const options = { method, path, headers: { ...headers, ...always }, agent: false } as const;
    const sent = send(url, options, (response) => {
      clearTimeout(timer);
      resolve(streamOf(response));
    });
    const timer = setTimeout(() => {
      resolve(`no answer within ${timeoutMs / 1000} s`);
      sent.destroy();
    }, timeoutMs);
    sent.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve(error.code ?? error.message);
    });
    sent.end(body);
  });
}

function streamOf(response: IncomingMessage): OpenStream {
  const items: StreamItem[] = [];
  let text = '';
  let rest = '';
  let type = '';
  let data: string[] = [];
  let isClosed = false;
  let wake = () => {};

  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    // A CR at the end may be the first half of a line end.
    const whole = rest + chunk;
    const held = whole.endsWith('\r') ? '\r' : '';
    const lines = whole.slice(0, whole.length - held.length).split(/\r\n|\n|\r/);
    rest = `${lines.pop() ?? ''}${held}`;
    for (const line of lines) readLine(line);
    wake();
  });
  response.on('error', () => {});
  response.on('close', () => {
    isClosed = true;
    wake();
  });

  function readLine(line: string): void {
    if (line === '') {
      if (type !== '' || data.length > 0) items.push({ kind: 'event', type: type || 'message', data });
      type = '';
      data = [];
    } else if (line.startsWith(':')) items.push({ kind: 'comment' });
    else {
      const [, name, value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      if (name === 'event') type = value;
      if (name === 'data') data.push(value);
    }
  }

  function until(isThere: () => boolean, withinMs: number): Promise<void> {
    if (isThere()) return Promise.resolve();
    return new Promise((resolve) => {
      // Data that arrived while this process was busy is read before it counts as missing.
      const timer = setTimeout(() => setImmediate(done), withinMs);
      function done() {
        clearTimeout(timer);
        wake = () => {};
        resolve();
      }
      wake = () => isThere() && done();
    });
  }

  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    async next(withinMs) {
      await until(() => items.length > 0 || isClosed, withinMs);
      return items.shift() ?? { kind: isClosed ? 'closed' : 'silence' };
    },
    async text(withinMs) {
      await until(() => isClosed, withinMs);
      return text;
    },
    close: () => response.destroy(),
  };
}
