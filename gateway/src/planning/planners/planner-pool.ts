import { PublicError } from '@civic-graph/errors';
import { FairQueue, nobody } from '../../lib/fair-queue.ts';
import type { PlanWaiters } from '../plan-waiters.ts';

/** Makes one plan after the other. */
export interface PlanningProcess<Request> {
  plan(request: Request): Promise<unknown>;
  /** It runs already. */
  readonly isRunning: boolean;
  /** It starts, or reads a supergraph. */
  readonly isLoading: boolean;
  /** Its plan takes long; schedule new plans elsewhere. */
  readonly isHeldUp: boolean;
  /** Whether the last plan ended it. */
  readonly endedByPlan: boolean;
  /** Time of the last attempt to read another supergraph. */
  readonly loadedAt: number;
}

/** An operation to plan; it is queued once for each waiting caller. */
interface Turn<Request> {
  readonly request: Request;
  readonly resolve: (plan: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly places: Set<Place<Request>>;
  /** Nobody can join any more. */
  close: () => void;
}

interface Place<Request> {
  readonly caller: string;
  readonly turn: Turn<Request>;
  readonly since: number;
  timer: NodeJS.Timeout | undefined;
}

export interface PlannerPoolOptions<Request> {
  /** Later ones serve operations that come while the earlier ones are busy. */
  readonly processes: readonly PlanningProcess<Request>[];
  /** Milliseconds after which a running plan counts as long. */
  readonly heldUpMs: number;
  /** Longest wait in the queue. */
  readonly waitMs: number;
}

/** A caller with more recent planner time gets one process at a time. */
const muchMs = 1_000;
/** More would not be planned before their callers give up. */
const mostWaiting = { callers: 1_000, ofCaller: 1_000 };
const lookAgainMs = 50;
const later = { extensions: { retryAfter: 1 } };

/**
 * Shares the planners fairly between callers: valid, expensive operations of a few kilobytes take up to a
 * second each, and in one queue a dozen would block everybody.
 */
export class PlannerPool<Request> {
  readonly #options: PlannerPoolOptions<Request>;
  readonly #queue = new FairQueue<Place<Request>>(mostWaiting);
  readonly #busy = new Map<PlanningProcess<Request>, string>();

  constructor(options: PlannerPoolOptions<Request>) {
    this.#options = options;
  }

  /** @throws PublicError OVERLOADED where the wait or the queue is too long; the planner's errors */
  plan(request: Request, callers: PlanWaiters): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const turn: Turn<Request> = { request, resolve, reject, places: new Set(), close: () => undefined };
      for (const caller of callers.names) this.#enter(turn, caller);
      if (turn.places.size === 0) return reject(overloaded());
      turn.close = callers.onJoin((caller) => {
        this.#enter(turn, caller);
        this.#next();
      });
      this.#next();
    });
  }

  #enter(turn: Turn<Request>, caller: string): void {
    const place: Place<Request> = { caller, turn, since: performance.now(), timer: undefined };
    if (!this.#queue.push(caller, place)) return;
    turn.places.add(place);
    // The gateway's own work has no caller to retry it.
    if (caller !== nobody) this.#giveUpLater(place, this.#options.waitMs);
  }

  #next(): void {
    for (let free = this.#free(); free !== undefined; free = this.#free()) {
      const place = this.#queue.shift((caller) => this.#mayHave(caller));
      if (place === undefined) return;
      void this.#run(free, place);
    }
  }

  /** A started process is available at once. */
  #free(): PlanningProcess<Request> | undefined {
    const { processes } = this.#options;
    const free = processes.filter((each) => !this.#busy.has(each));
    const running = free.find(({ isRunning }) => isRunning);
    const areOthersHeldUp = processes.every((each) => !this.#busy.has(each) || each.isHeldUp);
    return areOthersHeldUp ? (running ?? free[0]) : undefined;
  }

  #mayHave(caller: string): boolean {
    return this.#queue.takenMs(caller) < muchMs || ![...this.#busy.values()].includes(caller);
  }

  async #run(process: PlanningProcess<Request>, { caller, turn }: Place<Request>): Promise<void> {
    turn.close();
    for (const place of turn.places) this.#leave(place);
    this.#busy.set(process, caller);
    const begin = performance.now();
    const look = setInterval(() => this.#next(), this.#options.heldUpMs).unref();
    try {
      turn.resolve(await process.plan(turn.request));
    } catch (error) {
      turn.reject(error);
    } finally {
      clearInterval(look);
      // The first start or read is charged to nobody, a repeated one to the caller.
      const ms = performance.now() - Math.max(begin, process.loadedAt);
      this.#queue.took(caller, process.endedByPlan ? ms + muchMs : ms);
      this.#busy.delete(process);
      this.#next();
    }
  }

  /** Rejects callers that have waited too long; process starts have a limit of their own. */
  #giveUpLater(place: Place<Request>, inMs: number): void {
    place.timer = setTimeout(() => {
      const { processes, waitMs } = this.#options;
      const loadedAt = Math.max(...processes.map((each) => each.loadedAt));
      const left = Math.max(place.since, loadedAt) + waitMs - performance.now();
      if (left > 0) return this.#giveUpLater(place, left);
      if (processes.some(({ isLoading }) => isLoading)) return this.#giveUpLater(place, lookAgainMs);
      const { turn } = place;
      this.#leave(place);
      // Other callers of the same operation may still be in time.
      if (turn.places.size > 0) return;
      turn.close();
      turn.reject(overloaded());
    }, inMs).unref();
  }

  #leave(place: Place<Request>): void {
    clearTimeout(place.timer);
    this.#queue.remove(place.caller, place);
    place.turn.places.delete(place);
  }
}

function overloaded(): PublicError {
  return new PublicError('OVERLOADED', undefined, later);
}
