import { once } from 'node:events';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';

interface ThreadOptions {
  /** Heap limit, in megabytes. */
  readonly heapMb: number;
  readonly workerData?: unknown;
}

/** A thread that answers each message with one, in their order, until it fails or is ended. */
export class AnsweringThread {
  readonly #worker: Worker;
  readonly #ended: Promise<never>;

  constructor(file: string, { heapMb, workerData }: ThreadOptions) {
    const resourceLimits = { maxOldGenerationSizeMb: heapMb };
    this.#worker = new Worker(file, { workerData, resourceLimits, env: {}, execArgv: [] });
    this.#worker.unref();
    // Listened to from the start: an error that nobody hears ends the process, and a thread ends once.
    this.#ended = new Promise<never>((_, reject) => {
      this.#worker.once('error', reject);
      this.#worker.once('exit', () => reject(new Error(`the thread of ${basename(file)} ended`)));
    });
    this.#ended.catch(() => undefined);
  }

  /** @throws what the thread throws, or an error if it has ended or `signal` aborts */
  async ask(message: unknown, signal?: AbortSignal): Promise<unknown> {
    const stop = new AbortController();
    try {
      const signals = signal === undefined ? [stop.signal] : [stop.signal, signal];
      const answer = once(this.#worker, 'message', { signal: AbortSignal.any(signals) });
      this.#worker.postMessage(message);
      const [value] = await Promise.race([answer, this.#ended]);
      return value;
    } finally {
      stop.abort();
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
