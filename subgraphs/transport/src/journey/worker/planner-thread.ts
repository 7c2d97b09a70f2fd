import { Worker } from 'node:worker_threads';
import type { JourneyQuery } from '../planner.ts';
import type { PlanningTables } from '../planning-tables.ts';
import type { PlanMessage, WorkerReply, WorkerStart } from './messages.ts';

/** Columns lie outside of the heap, in shared memory; what is in it is a few objects for one journey. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };
/** A thread that does not answer for so long beyond the time for a journey is taken for hung, and ended. */
const graceMs = 5_000;

/** A thread ended before it answered. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/** A thread that plans journeys on one feed, one after the other. */
export class PlannerThread {
  readonly #worker: Worker;
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  readonly #planMs: number;
  #number = 0;
  #settle: { resolve(reply: WorkerReply): void; reject(error: Error): void } | undefined;
  /** Rejects where the timetable cannot be built. */
  readonly ready: Promise<void>;
  /** When the thread has ended, for whatever reason. */
  readonly ended: Promise<void>;

  constructor(tables: PlanningTables, planMs: number) {
    this.#planMs = planMs;
    const workerData: WorkerStart = { tables, cancelled: this.#cancelled, planMs };
    // Nothing of the environment is needed there, secrets least of all.
    this.#worker = new Worker(program, { workerData, resourceLimits, env: {}, execArgv: [] });
    this.#worker.unref();
    let reason = new ThreadEnded('the thread of the journey planner ended');
    this.ended = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.#worker.on('error', (error) => {
      reason = new ThreadEnded(`the thread of the journey planner ended: ${String(error)}`, { cause: error });
    });
    this.#worker.on('message', (reply: WorkerReply) => this.#settle?.resolve(reply));
    this.#worker.once('exit', () => this.#settle?.reject(reason));
    this.ready = this.#next().then(() => {});
  }

  /** @throws ThreadEnded */
  async plan(query: JourneyQuery, signal: AbortSignal): Promise<WorkerReply> {
    this.#number += 1;
    const number = this.#number;
    const cancel = () => Atomics.store(this.#cancelled, 0, number);
    const hung = setTimeout(() => void this.end(), this.#planMs + graceMs);
    signal.addEventListener('abort', cancel);
    try {
      const reply = this.#next();
      this.#worker.postMessage({ number, query } satisfies PlanMessage);
      return await reply;
    } finally {
      clearTimeout(hung);
      signal.removeEventListener('abort', cancel);
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /** While it is asked, it keeps the process running; otherwise it does not. */
  #next(): Promise<WorkerReply> {
    this.#worker.ref();
    return new Promise<WorkerReply>((resolve, reject) => {
      this.#settle = { resolve, reject };
    }).finally(() => {
      this.#settle = undefined;
      this.#worker.unref();
    });
  }
}

/** From source, TypeScript has to be loaded; a build is plain JavaScript. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? 'planner-worker.source.mjs' : 'planner-worker.js',
  import.meta.url,
);
