import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { PublicError } from '@civic-graph/errors';
import { siblingProgram } from '@civic-graph/service';
import { LRUCache } from 'lru-cache';
import type { Plan } from '../plan.ts';
import { PlanWaiters } from '../plan-waiters.ts';
import { PlanBudgetError, PlanError, type Planner } from '../planner.ts';
import type { PlannerMessage, PlanReply } from './planner-messages.ts';
import { PlannerPool, type PlanningProcess } from './planner-pool.ts';
import { PoisonOperations } from './poison-operations.ts';
import { processorMs, residentBytes } from './process-usage.ts';
import { readPlan } from './read-plan.ts';

export interface PlanBudget {
  /**
   * Maximum time of one plan, in CPU time where the system reports it, so that a busy machine does not make
   * operations unplannable.
   */
  readonly planMs: number;
  /** Longest wait in the queue; callers have given up by then. */
  readonly waitMs: number;
  /** For a process start, and for reading a supergraph, each. */
  readonly loadMs: number;
  /** Resident memory of a process while it plans. */
  readonly maxBytes: number;
}

/** A supergraph under the name by which a process knows it. */
export type NamedSupergraph = Omit<Extract<PlannerMessage, { kind: 'load' }>, 'kind'>;
export type IsolatedPlanRequest = Omit<Extract<PlannerMessage, { kind: 'plan' }>, 'kind'> & NamedSupergraph;
type ProcessRequest = IsolatedPlanRequest | NamedSupergraph;

export const usualPlanBudget: PlanBudget = {
  planMs: 1_000,
  waitMs: 3_000,
  loadMs: 10_000,
  maxBytes: 600_000_000,
};
const checkEveryMs = 20;
const busyAfterMs = 100;
/** A planner below this CPU share is stopped as well, because it may be waiting forever. */
const minCpuShare = 1 / 5;

type PlannerKind = 'rust' | 'apollo' | 'stepwise';

/** The process ended by itself or was killed during a request. */
class PlannerEnded extends PlanError {}

/**
 * Runs a planner in processes of its own: some supergraphs and valid operations make a planner panic, which
 * aborts its process, or loop forever. A process plans one operation at a time, so that a crash has one
 * cause; a second one serves others during a long plan or a restart.
 */
export class IsolatedPlanner {
  readonly #pool: PlannerPool<ProcessRequest>;
  readonly #poison = new PoisonOperations();
  readonly #processes: readonly PlannerProcess[];
  readonly #createProcess: () => PlannerProcess;
  /** Hashes of the last supergraphs that a process could read, such as those of a rollback. */
  readonly #readable = new LRUCache<string, true>({ max: 20 });

  constructor(kind: PlannerKind, budget: Partial<PlanBudget> = {}) {
    const all = { ...usualPlanBudget, ...budget };
    this.#createProcess = () => new PlannerProcess(kind, all, this.#poison);
    this.#processes = [1, 2].map(this.#createProcess);
    this.#pool = new PlannerPool({ processes: this.#processes, busyAfterMs, waitMs: all.waitMs });
  }

  /**
   * Reads a new supergraph and prepares a process to plan for it.
   * @throws PlanError if it cannot be read or crashes its process; PlanBudgetError
   */
  async load(supergraph: NamedSupergraph): Promise<void> {
    const name = supergraph.supergraph;
    // A new supergraph must not crash the process of the current one.
    if (!this.#readable.has(name) && this.#processes.some(({ isRunning }) => isRunning)) {
      await this.#tryApart(supergraph);
      this.#readable.set(name, true);
    }
    await this.#pool.plan(supergraph, new PlanWaiters()).then(
      () => void this.#readable.set(name, true),
      (error: unknown) => {
        // Ready slightly after the process.
        if (!(error instanceof PublicError)) throw error;
      },
    );
  }

  async #tryApart(supergraph: NamedSupergraph): Promise<void> {
    const apart = this.#createProcess();
    try {
      await apart.plan(supergraph);
    } finally {
      apart.end();
    }
  }

  /**
   * @param callers the waiting callers; scheduled so that one caller's operations delay others little
   * @throws PlanError if there is no plan or planning ended the process; PlanBudgetError above the time or
   *   memory budget; PublicError OVERLOADED where the wait was too long
   */
  async plan(request: IsolatedPlanRequest, callers = new PlanWaiters()): Promise<unknown> {
    this.#poison.refuse(request);
    return this.#pool.plan(request, callers);
  }
}

export function named(sdl: string): NamedSupergraph {
  return { sdl, supergraph: createHash('sha256').update(sdl).digest('hex') };
}

/** The planner of one supergraph, backed by these processes. */
export function plannerOf(
  name: string,
  processes: IsolatedPlanner,
  supergraphSdl: string,
  read: (plan: unknown) => Plan | null = readPlan,
): Planner {
  const supergraph = named(supergraphSdl);
  return {
    name,
    async plan(operation, { labels, percentage }, callers) {
      const request = { ...supergraph, operation, labels: [...labels], percentage };
      return read(await processes.plan(request, callers));
    },
  };
}

/** One process at a time, started on demand. */
export class PlannerProcess implements PlanningProcess<ProcessRequest> {
  readonly #kind: PlannerKind;
  readonly #budget: PlanBudget;
  #process: ChildProcess | null = null;
  /** When the current plan was started. */
  #since: number | null = null;
  /** Whether an operation caused the restart. */
  #wasEnded = false;
  isLoading = false;
  loadedAt = 0;
  endedByPlan = false;
  readonly #poison: PoisonOperations;

  constructor(kind: PlannerKind, budget: PlanBudget, poison: PoisonOperations) {
    this.#kind = kind;
    this.#budget = budget;
    this.#poison = poison;
  }

  get isRunning(): boolean {
    return this.#process !== null;
  }

  /** Nearly every plan is done in less time than it takes to start another process. */
  get isBusyLong(): boolean {
    if (this.#since !== null) return performance.now() - this.#since >= busyAfterMs;
    return this.isLoading && this.#wasEnded;
  }

  /** @returns the plan; nothing if it only reads a supergraph */
  async plan(request: ProcessRequest): Promise<unknown> {
    this.endedByPlan = false;
    if (!('operation' in request)) return this.#load(request);
    this.#poison.refuse(request);
    try {
      return await this.#plan(request);
    } catch (error) {
      // A crash while reading a supergraph has no operation to blame.
      if (error instanceof PlannerEnded && this.endedByPlan) this.#poison.ended(request);
      throw error;
    }
  }

  async #plan({ sdl, ...request }: IsolatedPlanRequest): Promise<unknown> {
    const { planMs } = this.#budget;
    const message = { ...request, kind: 'plan' } as const;
    // A new process knows no supergraph.
    let reply: PlanReply =
      this.#process === null ? { kind: 'unknown supergraph' } : await this.#ask(message, planMs);
    if (reply.kind === 'unknown supergraph') {
      await this.#load({ supergraph: request.supergraph, sdl });
      reply = await this.#ask(message, planMs);
    }
    if (reply.kind === 'planned') return reply.plan;
    throw planErrorOf(reply);
  }

  async #load(supergraph: NamedSupergraph): Promise<void> {
    const { loadMs } = this.#budget;
    const isNew = this.#process === null;
    this.isLoading = true;
    const reply = await this.#ask({ ...supergraph, kind: 'load' }, isNew ? 2 * loadMs : loadMs).finally(
      () => {
        this.isLoading = false;
        this.loadedAt = performance.now();
      },
    );
    if (reply.kind !== 'loaded') throw planErrorOf(reply);
  }

  /** Ends the process; the next plan starts another one. */
  end(): void {
    this.#process?.kill('SIGKILL');
  }

  #ask(message: PlannerMessage, deadlineMs: number): Promise<PlanReply> {
    const child = this.#process ?? this.#start();
    return new Promise((resolve, reject) => {
      let beyond: string | null = null;
      const stop = (reason: string) => {
        beyond ??= reason;
        child.kill('SIGKILL');
      };
      const ended = (_: unknown, signal: unknown) => {
        settled();
        this.#wasEnded = true;
        this.endedByPlan = message.kind === 'plan';
        if (beyond === null)
          reject(new PlannerEnded(`The planner ended (${signal}) while it ${doing[message.kind]}`));
        else reject(new PlanBudgetError(beyond));
      };
      const replied = (reply: unknown) => {
        settled();
        this.#wasEnded = false;
        resolve(reply as PlanReply);
      };
      const begin = performance.now();
      const processorBefore = processorMs(child);
      const beyondTime = () => {
        const usedMs = (processorMs(child) ?? Number.POSITIVE_INFINITY) - (processorBefore ?? 0);
        const mayGoOn = usedMs < deadlineMs && performance.now() - begin < deadlineMs / minCpuShare;
        if (mayGoOn) timer = setTimeout(beyondTime, Math.max(checkEveryMs, deadlineMs - usedMs));
        else stop(`more than ${deadlineMs} ms`);
      };
      let timer = setTimeout(beyondTime, deadlineMs);
      const checks = setInterval(() => {
        if (residentBytes(child) > this.#budget.maxBytes) stop(`more than ${this.#budget.maxBytes / 1e6} MB`);
      }, checkEveryMs);
      if (message.kind === 'plan') this.#since = performance.now();
      const settled = () => {
        this.#since = null;
        clearTimeout(timer);
        clearInterval(checks);
        child.off('message', replied).off('exit', ended);
        child.channel?.unref();
      };
      // Keeps the gateway running only during a request.
      child.channel?.ref();
      child.on('message', replied).on('exit', ended);
      child.send(message, (error) => error && child.kill('SIGKILL'));
    });
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, [...flags[this.#kind], program.file, this.#kind], {
      cwd: dirname(program.file),
      // The process needs nothing of the environment, least of all secrets.
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('exit', () => {
      if (this.#process === child) this.#process = null;
    });
    // A failed start ends in `exit` too, or in a failing `send`.
    child.on('error', () => undefined);
    child.unref();
    this.#process = child;
    return child;
  }
}

const doing = { load: 'read the supergraph', plan: 'planned an operation' } as const;

function planErrorOf(reply: PlanReply): PlanError | PlanBudgetError {
  if (reply.kind === 'beyond budget') return new PlanBudgetError(reply.reason);
  return new PlanError(reply.kind === 'failed' ? reply.reason : reply.kind);
}

const program = siblingProgram('planner-process', import.meta.url);
const usualFlags = ['--expose-gc', ...program.execArgv];
/** The native planner is not JavaScript, so its process saves 7 of 62 MB without V8's optimizing compiler. */
const flags = { rust: ['--no-opt', ...usualFlags], apollo: usualFlags, stepwise: usualFlags } as const;
