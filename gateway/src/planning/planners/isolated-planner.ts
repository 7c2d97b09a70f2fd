import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PlanBudgetError, PlanError, type Planner } from '../planner.ts';
import { WaitingCallers } from '../waiting-callers.ts';
import { DeadlyOperations } from './deadly-operations.ts';
import type { PlannerMessage, PlanReply } from './planner-messages.ts';
import { type PlanningProcess, PlanningTurns } from './planning-turns.ts';
import { readPlan } from './read-plan.ts';

export interface PlanBudget {
  /**
   * Longest that one plan may take, once its supergraph has been read: of the processor, where the system tells that, so
   * that a machine that is busy with other things makes nothing unplannable.
   */
  readonly planMs: number;
  /** Longest that an operation waits for those that came before it; whoever asks has long given up then. */
  readonly waitMs: number;
  /** For a process to start, and for it to read a supergraph: each of them. */
  readonly loadMs: number;
  /** Resident memory of a process while it plans. */
  readonly maxBytes: number;
}

export interface IsolatedPlanRequest extends Omit<Extract<PlannerMessage, { kind: 'plan' }>, 'kind'> {
  readonly sdl: string;
}

export const usualPlanBudget: PlanBudget = {
  planMs: 1_000,
  waitMs: 3_000,
  loadMs: 10_000,
  maxBytes: 600_000_000,
};
const lookEveryMs = 20;
const heldUpMs = 100;
/** A planner that gets less of the processor than this share is stopped as well: it may be waiting for ever. */
const leastShare = 1 / 5;

/** The process ended by itself while it planned an operation, or somebody ended it. */
class PlannerEnded extends PlanError {}

/**
 * A planner in processes of its own. Some valid operations make the native planner panic, and a panic in it aborts the
 * whole process; some keep either planner busy without end. A client's document must not be able to end the gateway, nor
 * to hold it up.
 *
 * A process plans one operation at a time, so that the one that ended it is known; the others are planned by its
 * successor. There is a second one for what comes while the first is at an operation that takes long, or has to be
 * started anew because of one.
 */
export class IsolatedPlanner {
  readonly #turns: PlanningTurns<IsolatedPlanRequest>;
  readonly #deadly = new DeadlyOperations();

  constructor(kind: 'rust' | 'apollo', budget: Partial<PlanBudget> = {}) {
    const all = { ...usualPlanBudget, ...budget };
    const processes = [1, 2].map(() => new PlannerProcess(kind, all, this.#deadly));
    this.#turns = new PlanningTurns({ processes, heldUpMs, waitMs: all.waitMs });
  }

  /**
   * @param callers who wait for it: what others ask for does not keep them waiting for long
   * @throws PlanError where there is no plan, or where planning ended the process; PlanBudgetError where it took too much
   *   time or memory; PublicError OVERLOADED where its turn did not come in time
   */
  async plan(request: IsolatedPlanRequest, callers = new WaitingCallers()): Promise<unknown> {
    this.#deadly.refuse(request);
    return this.#turns.plan(request, callers);
  }
}

/** The planner of one supergraph, whose plans these processes make. */
export function plannerOf(name: string, processes: IsolatedPlanner, supergraphSdl: string): Planner {
  const supergraph = createHash('sha256').update(supergraphSdl).digest('hex');
  return {
    name,
    async plan(operation, { labels, percentage }, callers) {
      const request = { supergraph, sdl: supergraphSdl, operation, labels: [...labels], percentage };
      return readPlan(await processes.plan(request, callers));
    },
  };
}

/** One process at a time, which it starts when there is something to plan. */
export class PlannerProcess implements PlanningProcess<IsolatedPlanRequest> {
  readonly #kind: 'rust' | 'apollo';
  readonly #budget: PlanBudget;
  #process: ChildProcess | null = null;
  /** When the plan was begun that is being made. */
  #since: number | null = null;
  /** Whether an operation is why it has to be started. */
  #wasEnded = false;
  isLoading = false;
  loadedAt = 0;
  endedByPlan = false;
  readonly #deadly: DeadlyOperations;

  constructor(kind: 'rust' | 'apollo', budget: PlanBudget, deadly: DeadlyOperations) {
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

  async plan(request: IsolatedPlanRequest): Promise<unknown> {
    this.endedByPlan = false;
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
    const { planMs, loadMs } = this.#budget;
    const message = { ...request, kind: 'plan' } as const;
    // A process that has to be started first knows of nothing.
    let reply: PlanReply =
      this.#process === null ? { kind: 'unknown supergraph' } : await this.#ask(message, planMs);
    if (reply.kind === 'unknown supergraph') {
      const isNew = this.#process === null;
      const load = { kind: 'load', supergraph: request.supergraph, sdl } as const;
      this.isLoading = true;
      reply = await this.#ask(load, isNew ? 2 * loadMs : loadMs).finally(() => {
        this.isLoading = false;
        this.loadedAt = performance.now();
      });
      if (reply.kind === 'loaded') reply = await this.#ask(message, planMs);
    }
    if (reply.kind === 'planned') return reply.plan;
    throw new PlanError(reply.kind === 'failed' ? reply.reason : reply.kind);
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
          reject(new PlannerEnded(`The planner ended (${signal}) while it planned an operation`));
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

/** `proc_pid_status(5)`; nothing where the system has no such file, and time alone bounds it. */
function residentBytes({ pid }: ChildProcess): number {
  try {
    const [, kilobytes] = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

/** `proc_pid_stat(5)`: user and system time, in hundredths of a second. `null` where the system does not tell. */
function processorMs({ pid }: ChildProcess): number | null {
  try {
    // Its second field is a name in parentheses, which may hold anything.
    const [, fields] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const [user, system] = fields?.split(' ').slice(11, 13).map(Number) ?? [];
    return user === undefined || system === undefined ? null : (user + system) * 10;
  } catch {
    return null;
  }
}

/** From source, TypeScript has to be loaded; a build is plain JavaScript. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const usualFlags = ['--expose-gc', ...(extension === '.ts' ? ['--import', 'tsx'] : [])];
/** The native planner is no JavaScript, and without V8's optimizing compiler its process has 7 of 62 MB less. */
const flags = { rust: ['--no-opt', ...usualFlags], apollo: usualFlags } as const;
