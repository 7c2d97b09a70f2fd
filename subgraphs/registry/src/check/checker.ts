import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { dirname } from 'node:path';
import { PublicError } from '@civic-graph/errors';
import type { SubgraphRelease } from '@civic-graph/releases';
import { siblingProgram } from '@civic-graph/service';
import type { ContractFilter } from '@civic-graph/supergraph/contracts';
import type { Changelog } from '../changelog/change.ts';
import type { FilteredSchema } from '../contract/contract-content.ts';
import type { BrokenOperation, OperationsToValidate } from './broken-operations.ts';
import type { CheckInput, CheckResult } from './check-release.ts';
import type { CheckAnswer, CheckQuestion } from './checker-messages.ts';

/** Runs checks. One takes seconds of CPU time, for which the service must not block. */
export interface Checker {
  /** @throws PublicError OVERLOADED while too many wait */
  check(input: CheckInput, urgency?: Urgency): Promise<CheckResult>;
  /** Checks only manifests, composition and policies. */
  compose(releases: readonly SubgraphRelease[]): Promise<CheckResult>;
  /** Finds what has changed between two supergraphs. */
  compare(before: string, after: string): Promise<Changelog>;
  /** Filters a supergraph by a contract. */
  filter(sdl: string, filter: ContractFilter): Promise<FilteredSchema>;
  /** Finds the operations that a schema breaks. */
  validate(input: OperationsToValidate, urgency?: Urgency): Promise<readonly BrokenOperation[]>;
  close(): void;
}

/**
 * Checks of proposals are `low`: every developer may propose, so all others go first and interrupt one that
 * runs, which starts again afterwards. Gateways wait for the schemas of contracts, which are `high`. Default
 * is `usual`.
 */
export type Urgency = 'high' | 'usual' | 'low';

const program = siblingProgram('checker-process', import.meta.url);

/** Maximum unfinished checks, each with schemas of some hundred kilobytes. */
const maxUnfinished = 20;
/**
 * Nice value of checks, from 0 to 20: on a full core, a third of the CPU time of other processes. Composing
 * without a check keeps the usual priority, because the start of a demo waits for it.
 */
const usualNiceness = 5;
/** After these it runs to its end, or constant publishing would keep proposals from being checked. */
const mostInterruptions = 3;
/** A check that has not ended by then never will. */
const limitMs = 120_000;
/** Idle time after which the process ends, because it takes some 200 MB. */
const idleMs = 60_000;

export interface CheckerOptions {
  /** Nice value of checks, from 0 to 20. Default is 5. */
  readonly niceness?: number;
}

/** Runs checks in a separate process, one at a time. */
export function createChecker({ niceness = usualNiceness }: CheckerOptions = {}): Checker {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let unfinished = 0;
  let isBusy = false;
  /** Interrupts the running check; null if it may not be interrupted. */
  let interrupt: (() => void) | null = null;
  const waiting = {
    high: [] as (() => void)[],
    usual: [] as (() => void)[],
    low: [] as (() => void)[],
  };
  return {
    check: (input, urgency) => answer('checked', { kind: 'check', ...input }, urgency),
    compose: (releases) => answer('checked', { kind: 'compose', releases }),
    // Nobody waits for a changelog.
    compare: (before, after) => answer('compared', { kind: 'compare', before, after }, 'low'),
    filter: (sdl, filter) => answer('filtered', { kind: 'filter', sdl, filter }, 'high'),
    validate: (input, urgency) => answer('validated', { kind: 'validate', ...input }, urgency),
    close: end,
  };

  async function answer<Kind extends keyof Results>(
    kind: Kind,
    question: CheckQuestion,
    urgency: Urgency = 'usual',
  ): Promise<Results[Kind]> {
    const given = await enqueue(question, urgency);
    if (given.kind !== kind) throw new Error('the check failed: it answers another question');
    return given.result as Results[Kind];
  }

  async function enqueue(question: CheckQuestion, urgency: Urgency): Promise<GoodAnswer> {
    // Rollouts wait for those that are `high`, which are few.
    if (unfinished >= maxUnfinished && urgency !== 'high') {
      throw new PublicError('OVERLOADED', undefined, { extensions: { retryAfter: 5 } });
    }
    unfinished += 1;
    try {
      for (let interruptions = 0; ; interruptions += 1) {
        if (urgency !== 'low') interrupt?.();
        if (isBusy) await waitInQueue(urgency, interruptions > 0);
        isBusy = true;
        try {
          return await run(question, urgency === 'low' && interruptions < mostInterruptions);
        } catch (error) {
          if (!(error instanceof InterruptedError)) throw error;
        } finally {
          const next = waiting.high.shift() ?? waiting.usual.shift() ?? waiting.low.shift();
          if (next === undefined) isBusy = false;
          else next();
        }
      }
    } finally {
      unfinished -= 1;
    }
  }

  /** @param wasInterrupted it then goes first */
  function waitInQueue(urgency: Urgency, wasInterrupted: boolean): Promise<void> {
    return new Promise((resolve) => {
      if (wasInterrupted) waiting[urgency].unshift(resolve);
      else waiting[urgency].push(resolve);
    });
  }

  function end(): void {
    clearTimeout(idle);
    child?.kill();
    child = undefined;
  }

  function start(): ChildProcess {
    const started = fork(program.file, [], {
      execArgv: [...program.execArgv],
      // Node resolves tsx from here, wherever the caller runs.
      cwd: dirname(program.file),
      // The child needs no keys or addresses of the service.
      env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    started.on('exit', () => {
      if (child === started) child = undefined;
    });
    // Without a listener, an error between two checks would end the service.
    started.on('error', () => {});
    return started;
  }

  async function run(question: CheckQuestion, mayBeInterrupted: boolean): Promise<GoodAnswer> {
    clearTimeout(idle);
    const interrupted = new AbortController();
    child ??= start();
    // On a busy machine the services take precedence.
    if (question.kind !== 'compose' && child.pid !== undefined) setPriority(child.pid, niceness);
    interrupt = mayBeInterrupted ? () => interrupted.abort() : null;
    try {
      return await ask(child, question, interrupted.signal);
    } catch (error) {
      end();
      throw error;
    } finally {
      interrupt = null;
      idle = setTimeout(end, idleMs);
      idle.unref();
    }
  }
}

type GoodAnswer = Exclude<CheckAnswer, { kind: 'failed' }>;
/** By kind of the answer. */
type Results = { readonly [Answer in GoodAnswer as Answer['kind']]: Answer['result'] };

class InterruptedError extends Error {}

function ask(child: ChildProcess, question: CheckQuestion, interrupted: AbortSignal): Promise<GoodAnswer> {
  return new Promise<GoodAnswer>((resolve, reject) => {
    const timer = setTimeout(() => fail('it took too long'), limitMs);
    child.on('error', onError).on('exit', onExit).on('message', onMessage);
    interrupted.addEventListener('abort', onInterrupted);
    child.send(question, (error) => error && fail(error.message));

    function settle(): void {
      clearTimeout(timer);
      child.off('error', onError).off('exit', onExit).off('message', onMessage);
      interrupted.removeEventListener('abort', onInterrupted);
    }
    function onInterrupted(): void {
      settle();
      reject(new InterruptedError());
    }
    function fail(reason: string): void {
      settle();
      reject(new Error(`the check failed: ${reason}`));
    }
    function onError({ message }: Error): void {
      fail(message);
    }
    function onExit(code: number | null, signal: string | null): void {
      fail(`its process ended with ${code ?? signal}`);
    }
    function onMessage(message: unknown): void {
      const answer = message as CheckAnswer;
      if (answer.kind === 'failed') {
        fail(answer.reason);
      } else {
        settle();
        resolve(answer);
      }
    }
  });
}
