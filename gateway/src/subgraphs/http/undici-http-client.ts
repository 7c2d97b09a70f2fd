import { type Dispatcher, Pool } from 'undici';
import type { CancellationToken } from '../../lib/cancellation.ts';
import { BodyBuffer } from './body-buffer.ts';
import { type Abortable, DeadlineTimer, unscheduled } from './deadline-timer.ts';
import { originOf } from './endpoint-address.ts';
import {
  givenUp,
  type HttpAnswer,
  type HttpClient,
  type HttpClientOptions,
  jsonHeaders,
  TransportError,
} from './http-client.ts';

/**
 * undici below its `request()`, whose streams and listeners cost more than the call itself
 * (docs/explanation/adr/0012).
 */
export function createUndiciHttpClient(options: HttpClientOptions): HttpClient {
  const { address } = options;
  const pool = new Pool(originOf(address), {
    connections: options.connections,
    connect: {
      timeout: options.connectTimeoutMs,
      ...(address.target.kind === 'unix' && { socketPath: address.target.socketPath }),
    },
  });
  const watch = new DeadlineTimer();
  let waiting = 0;

  return {
    async post({ headers, body, signal, endsAt }) {
      if (signal.aborted) throw givenUp(signal);
      if (waiting >= options.connections + options.maxWaiting) {
        throw new TransportError('QUEUE_FULL', 'too many calls wait for the subgraph');
      }
      waiting += 1;
      const call = new Call(options, signal, endsAt, watch);
      try {
        pool.dispatch(
          { method: 'POST', path: address.path, headers: { ...jsonHeaders, ...headers }, body },
          call,
        );
        return await call.answer;
      } finally {
        waiting -= 1;
        watch.delete(call);
      }
    },
    close: () => pool.close(),
  };
}

class Call implements Dispatcher.DispatchHandler, Abortable {
  readonly signal: CancellationToken;
  readonly endsAt: number;
  scheduledAt = unscheduled;
  readonly answer: Promise<HttpAnswer>;
  readonly #options: HttpClientOptions;
  readonly #body: BodyBuffer;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #contentType = '';
  #resolve: (answer: HttpAnswer) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(options: HttpClientOptions, signal: CancellationToken, endsAt: number, watch: DeadlineTimer) {
    this.#options = options;
    this.#body = new BodyBuffer(options.maxResponseBytes);
    this.signal = signal;
    this.endsAt = endsAt;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    watch.add(this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.signal.aborted) this.abort();
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#contentType = String(headers['content-type'] ?? '');
    if (this.#options.isWanted(status, this.#contentType)) return;
    this.#finish('');
    this.abort();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    try {
      this.#body.append(chunk, 0, chunk.length);
    } catch (error) {
      this.#reject(error);
      controller.abort(error instanceof Error ? error : new TransportError('ABORTED', String(error)));
    }
  }

  onResponseEnd(): void {
    this.#finish(this.#body.takeText());
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#reject(error);
  }

  abort(): void {
    const error = givenUp(this.signal);
    this.#reject(error);
    this.#controller?.abort(error);
  }

  #finish(text: string): void {
    this.#resolve({ status: this.#status, contentType: this.#contentType, text });
  }
}
