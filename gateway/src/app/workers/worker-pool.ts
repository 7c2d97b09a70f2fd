/** One worker process, as its pool sees it. */
export interface Worker {
  /** Called once: when it is ready. */
  onReady(ready: (url: string) => void): void;
  /**
   * Called once: when it is gone.
   * @param status exit code, or the signal that ended it
   */
  onExit(exited: (status: number | string) => void): void;
  /** Asks it to shut down gracefully. */
  stop(): void;
}

export interface WorkerPoolOptions {
  readonly count: number;
  /** Starts a process for a slot: data on disk belongs to the slot, and the successor continues it. */
  readonly fork: (slot: number) => Worker;
  readonly report: (event: WorkerLost) => void;
}

export interface WorkerLost {
  readonly slot: number;
  readonly status: number | string;
  readonly againInMs: number;
}

/** A worker that ends before the pool is ready fails the start; later, it is replaced. */
export class WorkersNotReady extends Error {
  readonly code = 'WORKERS_NOT_READY';
  override readonly name = 'WorkersNotReady';
}

const shortestWaitMs = 500;
const longestWaitMs = 30_000;
/** After this long its end is not the fault of its start. */
const provenMs = 60_000;

/** Maintains one worker per slot, and replaces ended ones with growing delays. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #running = new Map<number, Worker>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #waitMs = new Map<number, number>();
  #isStopping = false;
  #restarts = 0;
  #whenEmpty: (() => void) | null = null;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#running.size;
  }

  get restarts(): number {
    return this.#restarts;
  }

  /**
   * @returns the addresses, once all are ready.
   * @throws WorkersNotReady if one ends before; the others are stopped then
   */
  async start(): Promise<string> {
    const slots = Array.from({ length: this.#options.count }, (_, slot) => slot);
    try {
      const urls = await Promise.all(slots.map((slot) => this.#first(slot)));
      return urls[0] ?? '';
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Settles when the last one is gone. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const worker of this.#running.values()) worker.stop();
    if (this.#running.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#whenEmpty = resolve;
    });
  }

  #first(slot: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const worker = this.#fork(slot);
      let isReady = false;
      worker.onReady((url) => {
        isReady = true;
        resolve(url);
      });
      worker.onExit((status) => {
        if (isReady) this.#replaceLater(slot, status);
        else reject(new WorkersNotReady(`worker ${slot} ended with ${status} before it was ready`));
      });
    });
  }

  #fork(slot: number): Worker {
    const worker = this.#options.fork(slot);
    const since = performance.now();
    this.#running.set(slot, worker);
    worker.onExit(() => {
      this.#running.delete(slot);
      if (performance.now() - since > provenMs) this.#waitMs.delete(slot);
      if (this.#running.size === 0) this.#whenEmpty?.();
    });
    return worker;
  }

  #replaceLater(slot: number, status: number | string): void {
    if (this.#isStopping) return;
    const againInMs = this.#waitMs.get(slot) ?? shortestWaitMs;
    this.#waitMs.set(slot, Math.min(2 * againInMs, longestWaitMs));
    this.#options.report({ slot, status, againInMs });
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#restarts += 1;
      this.#fork(slot).onExit((next) => this.#replaceLater(slot, next));
    }, againInMs);
    this.#timers.add(timer);
  }
}
