import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PlanError } from './planner.ts';
import type { PlanReply, PlanRequest } from './planner-process.ts';

export interface NativePlannerOptions {
  /** Longest that one plan may take. */
  readonly deadlineMs?: number;
}

/**
 * The native planner, in a process of its own. Some valid operations make it panic, and a panic in it aborts the
 * whole process: a client's document must not be able to end the gateway. Nor can a plan that takes forever.
 *
 * It plans one operation at a time, so that the one that ended it is known; the others are planned by its successor.
 * The process starts with the first plan and ends with ours.
 */
export class NativePlanner {
  readonly #deadlineMs: number;
  #process: ChildProcess | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ deadlineMs = 5_000 }: NativePlannerOptions = {}) {
    this.#deadlineMs = deadlineMs;
  }

  /** @throws PlanError where there is no plan, or where planning ended the process */
  async plan(request: PlanRequest & { readonly sdl: string }): Promise<unknown> {
    const planned = this.#last.then(() => this.#planNext(request));
    this.#last = planned.catch(() => undefined);
    return planned;
  }

  async #planNext({ sdl, ...request }: PlanRequest & { readonly sdl: string }): Promise<unknown> {
    let reply = await this.#ask(request);
    if (reply.kind === 'unknown supergraph') reply = await this.#ask({ ...request, sdl });
    if (reply.kind === 'planned') return reply.plan;
    throw new PlanError(reply.kind === 'failed' ? reply.reason : reply.kind);
  }

  #ask(request: PlanRequest): Promise<PlanReply> {
    const child = this.#process ?? this.#start();
    return new Promise((resolve, reject) => {
      const ended = (_: unknown, signal: unknown) => {
        settled();
        reject(new PlanError(`The planner ended (${signal}) while it planned an operation`));
      };
      const replied = (reply: unknown) => {
        settled();
        resolve(reply as PlanReply);
      };
      const timer = setTimeout(() => child.kill('SIGKILL'), this.#deadlineMs);
      const settled = () => {
        clearTimeout(timer);
        child.off('message', replied).off('exit', ended);
        child.channel?.unref();
      };
      // While it is asked, it keeps us running; otherwise it does not.
      child.channel?.ref();
      child.on('message', replied).on('exit', ended);
      child.send(request, (error) => error && child.kill('SIGKILL'));
    });
  }

  #start(): ChildProcess {
    const program = new URL(`planner-process${extension}`, import.meta.url);
    const child = spawn(process.execPath, [...flags, fileURLToPath(program)], {
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

/** From source, TypeScript has to be loaded; a build is plain JavaScript. */
const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const flags = extension === '.ts' ? ['--import', 'tsx'] : [];
