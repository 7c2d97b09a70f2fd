import { Worker } from 'node:worker_threads';
import { siblingProgram } from '@civic-graph/service';
import type { JourneyQuery } from '../planner.ts';
import type { RealtimeRuns } from '../realtime/realtime-runs.ts';
import type { PlanMessage, PlannedFeeds, RunsMessage, WorkerReply, WorkerStart } from './messages.ts';

const { threadFile } = siblingProgram('planner-worker', import.meta.url);
/** Heap limit: columns are in shared memory, so the heap holds only a few objects per journey. */
const resourceLimits = { maxOldGenerationSizeMb: 512 };
/** Grace period beyond the planning time after which a thread counts as hung. */
const graceMs = 5_000;

/** A thread ended before it answered. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/** A thread that plans journeys on some feeds, one at a time. */
export class PlannerThread {
  readonly #worker: Worker;
  readonly #cancelled = new Int32Array(new SharedArrayBuffer(4));
  readonly #planMs: number;
  #number = 0;
  #settle: { resolve(reply: WorkerReply): void; reject(error: Error): void } | undefined;
  /** Rejects if the timetable cannot be built. */
  readonly ready: Promise<void>;
  /** Settles when the thread has ended. */
  readonly ended: Promise<void>;

  constructor(planned: PlannedFeeds, { planMs, windowMs }: Pick<WorkerStart, 'planMs' | 'windowMs'>) {
    this.#planMs = planMs;
    const workerData: WorkerStart = { ...planned, cancelled: this.#cancelled, planMs, windowMs };
    // The thread needs no environment variables, above all no secrets.
    this.#worker = new Worker(threadFile, { workerData, resourceLimits, env: {}, execArgv: [] });
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
      this.#worker.postMessage({ kind: 'plan', number, query } satisfies PlanMessage);
      return await reply;
    } finally {
      clearTimeout(hung);
      signal.removeEventListener('abort', cancel);
    }
  }

  /** Journeys planned from now on use these runs of a feed, given by its index. */
  useRuns(feed: number, runs: RealtimeRuns): void {
    this.#worker.postMessage({ kind: 'runs', feed, runs } satisfies RunsMessage);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /** Only a pending journey keeps the process running. */
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
