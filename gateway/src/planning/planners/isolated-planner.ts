import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PublicError } from '@civic-graph/errors';
import { PlanBudgetError, PlanError } from '../planner.ts';
import type { PlannerMessage, PlanReply } from './planner-messages.ts';

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

const usual: PlanBudget = { planMs: 1_000, waitMs: 3_000, loadMs: 10_000, maxBytes: 600_000_000 };
const later = { extensions: { retryAfter: 1 } };
const lookEveryMs = 20;
const heldUpMs = 100;
/** A planner that gets less of the processor than this share is stopped as well: it may be waiting for ever. */
const leastShare = 1 / 5;

/**
 * A planner in processes of its own. Some valid operations make the native planner panic, and a panic in it aborts the
 * whole process; some keep either planner busy without end. A client's document must not be able to end the gateway, nor
 * to hold it up.
 *
 * A process plans one operation at a time, so that the one that ended it is known; the others are planned by its
 * successor. There is a second one for what comes while the first is at an operation that takes long.
 */
export class IsolatedPlanner {
  readonly #processes: readonly PlannerProcess[];

  constructor(kind: 'rust' | 'apollo', budget: Partial<PlanBudget> = {}) {
    const all = { ...usual, ...budget };
    this.#processes = [new PlannerProcess(kind, all), new PlannerProcess(kind, all)];
  }

  /**
   * @throws PlanError where there is no plan, or where planning ended the process; PlanBudgetError where it took too much
   *   time or memory; PublicError OVERLOADED where its turn did not come in time
   */
  plan(request: IsolatedPlanRequest): Promise<unknown> {
    const [first, ...others] = this.#processes;
    if (first === undefined) throw new PlanError('There is no process');
    const free = first.isHeldUp ? others.find((each) => !each.isHeldUp) : first;
    return (free ?? first).plan(request);
  }
}

class PlannerProcess {
  readonly #kind: 'rust' | 'apollo';
  readonly #budget: PlanBudget;
  #process: ChildProcess | null = null;
  #last: Promise<unknown> = Promise.resolve();
  /** When the plan was begun that is being made. */
  #since: number | null = null;
  /** When the process was last able to plan for another supergraph. */
  #loadedAt = 0;

  constructor(kind: 'rust' | 'apollo', budget: PlanBudget) {
    this.#kind = kind;
    this.#budget = budget;
  }

  /** Nearly every plan is there in less time than it takes to start another process. */
  get isHeldUp(): boolean {
    return this.#since !== null && performance.now() - this.#since > heldUpMs;
  }

  plan(request: IsolatedPlanRequest): Promise<unknown> {
    const asked = performance.now();
    const planned = this.#last.then(() => {
      // Or a hundred operations that take a second each would keep every other one waiting for as long as all of them.
      // While the process starts it does not count: that has a bound of its own.
      if (performance.now() - Math.max(asked, this.#loadedAt) > this.#budget.waitMs)
        throw new PublicError('OVERLOADED', undefined, later);
      return this.#planNext(request);
    });
    this.#last = planned.catch(() => undefined);
    return planned;
  }

  async #planNext({ sdl, ...request }: IsolatedPlanRequest): Promise<unknown> {
    const { planMs, loadMs } = this.#budget;
    const message = { ...request, kind: 'plan' } as const;
    // A process that has to be started first knows of nothing.
    let reply: PlanReply =
      this.#process === null ? { kind: 'unknown supergraph' } : await this.#ask(message, planMs);
    if (reply.kind === 'unknown supergraph') {
      const isNew = this.#process === null;
      reply = await this.#ask(
        { kind: 'load', supergraph: request.supergraph, sdl },
        isNew ? 2 * loadMs : loadMs,
      );
      this.#loadedAt = performance.now();
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
        if (beyond === null)
          reject(new PlanError(`The planner ended (${signal}) while it planned an operation`));
        else reject(new PlanBudgetError(beyond));
      };
      const replied = (reply: unknown) => {
        settled();
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
