import { type Agent, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface HttpRequest {
  readonly method: string;
  /** As sent, including any query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A complete response, or the reason why there is none. */
export type Reply = Answer | { readonly kind: 'none'; readonly reason: string };

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly httpVersion: string;
  /** Lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes: number;
}

export interface ExchangeOptions {
  readonly url: URL;
  readonly timeoutMs: number;
  /** Longer answers are truncated. */
  readonly maxBytes: number;
  /** Default is a new connection. */
  readonly agent?: Agent;
}

/** Sends a request unchanged: no redirects, no compression, no retries. */
export function exchange(
  request: HttpRequest,
  { url, timeoutMs, maxBytes, agent }: ExchangeOptions,
): Promise<Reply> {
  const { method, path, headers, body } = request;
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const none = (error: NodeJS.ErrnoException) =>
      resolve({
        kind: 'none',
        reason: signal.aborted ? `no answer within ${timeoutMs / 1000} s` : (error.code ?? error.message),
      });
    const always = { 'content-length': String(Buffer.byteLength(body)), connection: 'keep-alive' };
    const options = { method, path, headers: { ...headers, ...always }, signal, agent: agent ?? false };
    const sent = send(url, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= maxBytes) chunks.push(chunk);
        else response.destroy(new Error(`an answer of more than ${maxBytes} bytes`));
      });
      response.on('error', none);
      response.on('end', () => {
        const { statusCode: status = 0, httpVersion, headers: received } = response;
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          kind: 'answer',
          status,
          httpVersion,
          headers: flat(received),
          text,
          bytes,
        });
      });
    });
    sent.on('error', none);
    sent.end(body);
  });
}

function flat(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
