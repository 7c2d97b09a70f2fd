import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { PublicError } from '@civic-graph/errors';
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
   * Longest that one plan may take, once its supergraph has been read: of the processor, where the system
   * tells that, so that a machine that is busy with other things makes nothing unplannable.
   */
  readonly planMs: number;
  /** Longest that an operation waits for those that came before it; whoever asks has long given up then. */
  readonly waitMs: number;
  /** For a process to start, and for it to read a supergraph: each of them. */
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
const lookEveryMs = 20;
const heldUpMs = 100;
/**
 * A planner that gets less of the processor than this share is stopped as well: it may be waiting for ever.
 */
const leastShare = 1 / 5;

type PlannerKind = 'rust' | 'apollo' | 'stepwise';

/** The process ended by itself while it was asked something, or somebody ended it. */
class PlannerEnded extends PlanError {}

/**
 * A planner in processes of its own. Some supergraphs and some valid operations make the native planner
 * panic, and a panic in it aborts the whole process; some keep either planner busy without end. Neither a
 * supergraph nor a client's document must be able to end the gateway, nor to hold it up.
 *
 * A process plans one operation at a time, so that the one that ended it is known; the others are planned by
 * its successor. There is a second one for what comes while the first is at an operation that takes long, or
 * has to be started anew because of one.
 */
export class IsolatedPlanner {
  readonly #turns: PlannerPool<ProcessRequest>;
  readonly #deadly = new PoisonOperations();
  readonly #processes: readonly PlannerProcess[];
  readonly #createProcess: () => PlannerProcess;

  constructor(kind: PlannerKind, budget: Partial<PlanBudget> = {}) {
    const all = { ...usualPlanBudget, ...budget };
    this.#createProcess = () => new PlannerProcess(kind, all, this.#deadly);
    this.#processes = [1, 2].map(this.#createProcess);
    this.#turns = new PlannerPool({ processes: this.#processes, heldUpMs, waitMs: all.waitMs });
  }

  /**
   * Reads a supergraph that nobody has tried before, and gets a process ready to plan for it.
   *
   * @throws PlanError where it cannot be read, or ends the process that reads it; PlanBudgetError
   */
  async load(supergraph: NamedSupergraph): Promise<void> {
    // The process that plans for the supergraph being served must not be ended by the next one.
    if (this.#processes.some(({ isRunning }) => isRunning)) await this.#tryApart(supergraph);
    await this.#turns.plan(supergraph, new PlanWaiters()).catch((error: unknown) => {
      // Ready a moment later than it could be.
      if (!(error instanceof PublicError)) throw error;
    });
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
   * @param callers who wait for it: what others ask for does not keep them waiting for long
   * @throws PlanError where there is no plan, or where planning ended the process; PlanBudgetError where it
   *   took too much time or memory; PublicError OVERLOADED where its turn did not come in time
   */
  async plan(request: IsolatedPlanRequest, callers = new PlanWaiters()): Promise<unknown> {
    this.#deadly.refuse(request);
    return this.#turns.plan(request, callers);
  }
}

export function named(sdl: string): NamedSupergraph {
  return { sdl, supergraph: createHash('sha256').update(sdl).digest('hex') };
}

/** The planner of one supergraph, whose plans these processes make. */
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

/** One process at a time, which it starts when there is something to plan. */
export class PlannerProcess implements PlanningProcess<ProcessRequest> {
  readonly #kind: PlannerKind;
  readonly #budget: PlanBudget;
  #process: ChildProcess | null = null;
  /** When the plan was begun that is being made. */
  #since: number | null = null;
  /** Whether an operation is why it has to be started. */
  #wasEnded = false;
  isLoading = false;
  loadedAt = 0;
  endedByPlan = false;
  readonly #deadly: PoisonOperations;

  constructor(kind: PlannerKind, budget: PlanBudget, deadly: PoisonOperations) {
    this.#kind = kind;
    this.#budget = budget;
    this.#deadly = deadly;
  }

  get isRunning(): boolean {
    return this.#process !== null;
  }

  /** Nearly every plan is there in less time than it takes to start another process. */
  get isHeldUp(): boolean {
    if (this.#since !== null) return performance.now() - this.#since >= heldUpMs;
    return this.isLoading && this.#wasEnded;
  }

  /** @returns the plan; nothing where it is only to read a supergraph */
  async plan(request: ProcessRequest): Promise<unknown> {
    this.endedByPlan = false;
    if (!('operation' in request)) return this.#load(request);
    this.#deadly.refuse(request);
    try {
      return await this.#plan(request);
    } catch (error) {
      // What ends it while it reads a supergraph is no operation.
      if (error instanceof PlannerEnded && this.endedByPlan) this.#deadly.ended(request);
      throw error;
    }
  }

  async #plan({ sdl, ...request }: IsolatedPlanRequest): Promise<unknown> {
    const { planMs } = this.#budget;
    const message = { ...request, kind: 'plan' } as const;
    // A process that has to be started first knows of nothing.
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

  /** Ends the process; another one is started when there is something to plan. */
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
        const mayGoOn = usedMs < deadlineMs && performance.now() - begin < deadlineMs / leastShare;
        if (mayGoOn) timer = setTimeout(beyondTime, Math.max(lookEveryMs, deadlineMs - usedMs));
        else stop(`more than ${deadlineMs} ms`);
      };
      let timer = setTimeout(beyondTime, deadlineMs);
      const look = setInterval(() => {
        if (residentBytes(child) > this.#budget.maxBytes) stop(`more than ${this.#budget.maxBytes / 1e6} MB`);
      }, lookEveryMs);
      if (message.kind === 'plan') this.#since = performance.now();
      const settled = () => {
        this.#since = null;
        clearTimeout(timer);
        clearInterval(look);
        child.off('message', replied).off('exit', ended);
        child.channel?.unref();
      };
      // While it is asked, it keeps us running; otherwise it does not.
      child.channel?.ref();
      child.on('message', replied).on('exit', ended);
      child.send(message, (error) => error && child.kill('SIGKILL'));
    });
  }

  #start(): ChildProcess {
    const program = new URL(`planner-process${extension}`, import.meta.url);
    const child = spawn(process.execPath, [...flags[this.#kind], fileURLToPath(program), this.#kind], {
      cwd: new URL('.', import.meta.url),
      // Nothing of ours is needed there, secrets least of all.
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('exit', () => {
      if (this.#process === child) this.#process = null;
    });
    // A failed start ends in `exit` too, or in a `send` that fails.
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

/** From source, Node needs TypeScript and the sources of our packages; a build has both as JavaScript. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
export const sourceFlags = ['--conditions=source', '--import', 'tsx'];
const usualFlags = ['--expose-gc', ...(extension === '.ts' ? sourceFlags : [])];
/**
 * The native planner is no JavaScript, and without V8's optimizing compiler its process has 7 of 62 MB less.
 */
const flags = { rust: ['--no-opt', ...usualFlags], apollo: usualFlags, stepwise: usualFlags } as const;
