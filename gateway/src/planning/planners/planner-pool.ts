import { PublicError } from '@civic-graph/errors';
import { FairQueue, systemCaller } from '../../lib/fair-queue.ts';
import type { PlanWaiters } from '../plan-waiters.ts';

/** A process that makes one plan at a time. */
export interface PlanningProcess<Request> {
  plan(request: Request): Promise<unknown>;
  /** Whether its process is running. */
  readonly isRunning: boolean;
  /** Whether it is starting, or reading a supergraph. */
  readonly isLoading: boolean;
  /** Whether its current plan is slow, so that new plans go to other processes. */
  readonly isBusyLong: boolean;
  /** Whether the last plan ended it. */
  readonly endedByPlan: boolean;
  /** Time of the last attempt to read another supergraph. */
  readonly loadedAt: number;
}

/** An operation to plan; it is queued once for each waiting caller. */
interface QueuedPlan<Request> {
  readonly request: Request;
  readonly resolve: (plan: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly places: Set<Place<Request>>;
  /** Stops further callers from joining. */
  close: () => void;
}

interface Place<Request> {
  readonly caller: string;
  readonly queued: QueuedPlan<Request>;
  readonly since: number;
  timer: NodeJS.Timeout | undefined;
}

export interface PlannerPoolOptions<Request> {
  /** Later ones serve operations that come while the earlier ones are busy. */
  readonly processes: readonly PlanningProcess<Request>[];
  /** Milliseconds after which a running plan counts as long. */
  readonly busyAfterMs: number;
  /** Longest wait in the queue. */
  readonly waitMs: number;
}

/** A caller with more recent planner time gets one process at a time. */
const muchMs = 1_000;
/** More would not be planned before their callers give up. */
const maxWaiting = { callers: 1_000, ofCaller: 1_000 };
const recheckMs = 50;
const retryLater = { extensions: { retryAfter: 1 } };

/**
 * Shares the planners fairly between callers: valid, expensive operations of a few kilobytes take up to a
 * second each, and in one queue a dozen would block everybody.
 */
export class PlannerPool<Request> {
  readonly #options: PlannerPoolOptions<Request>;
  readonly #queue = new FairQueue<Place<Request>>(maxWaiting);
  readonly #busy = new Map<PlanningProcess<Request>, string>();

  constructor(options: PlannerPoolOptions<Request>) {
    this.#options = options;
  }

  /** @throws PublicError OVERLOADED if the wait or the queue is too long; the planner's errors */
  plan(request: Request, callers: PlanWaiters): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const queued: QueuedPlan<Request> = {
        request,
        resolve,
        reject,
        places: new Set(),
        close: () => undefined,
      };
      for (const caller of callers.names) this.#enter(queued, caller);
      if (queued.places.size === 0) return reject(overloaded());
      queued.close = callers.onJoin((caller) => {
        this.#enter(queued, caller);
        this.#next();
      });
      this.#next();
    });
  }

  #enter(queued: QueuedPlan<Request>, caller: string): void {
    const place: Place<Request> = { caller, queued, since: performance.now(), timer: undefined };
    if (!this.#queue.push(caller, place)) return;
    queued.places.add(place);
    // The gateway's own work has no caller to retry it.
    if (caller !== systemCaller) this.#giveUpLater(place, this.#options.waitMs);
  }

  #next(): void {
    for (let free = this.#free(); free !== undefined; free = this.#free()) {
      const place = this.#queue.shift((caller) => this.#mayHave(caller));
      if (place === undefined) return;
      void this.#run(free, place);
    }
  }

  /** A started process is available immediately. */
  #free(): PlanningProcess<Request> | undefined {
    const { processes } = this.#options;
    const free = processes.filter((each) => !this.#busy.has(each));
    const running = free.find(({ isRunning }) => isRunning);
    const areOthersBusyLong = processes.every((each) => !this.#busy.has(each) || each.isBusyLong);
    return areOthersBusyLong ? (running ?? free[0]) : undefined;
  }

  #mayHave(caller: string): boolean {
    return this.#queue.takenMs(caller) < muchMs || ![...this.#busy.values()].includes(caller);
  }

  async #run(process: PlanningProcess<Request>, { caller, queued }: Place<Request>): Promise<void> {
    queued.close();
    for (const place of queued.places) this.#leave(place);
    this.#busy.set(process, caller);
    const begin = performance.now();
    const timer = setInterval(() => this.#next(), this.#options.busyAfterMs).unref();
    try {
      queued.resolve(await process.plan(queued.request));
    } catch (error) {
      queued.reject(error);
    } finally {
      clearInterval(timer);
      // The first start or read is charged to systemCaller, a repeated one to the caller.
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
      if (processes.some(({ isLoading }) => isLoading)) return this.#giveUpLater(place, recheckMs);
      const { queued } = place;
      this.#leave(place);
      // Other callers of the same operation may still be in time.
      if (queued.places.size > 0) return;
      queued.close();
      queued.reject(overloaded());
    }, inMs).unref();
  }

  #leave(place: Place<Request>): void {
    clearTimeout(place.timer);
    this.#queue.remove(place.caller, place);
    place.queued.places.delete(place);
  }
}

function overloaded(): PublicError {
  return new PublicError('OVERLOADED', undefined, retryLater);
}
