import { PublicError } from '@civic-graph/errors';
import { FairQueue, nobody } from '../../lib/fair-queue.ts';
import type { PlanWaiters } from '../plan-waiters.ts';

/** What makes one plan after the other. */
export interface PlanningProcess<Request> {
  plan(request: Request): Promise<unknown>;
  /** It does not have to be started first. */
  readonly isRunning: boolean;
  /** It starts, or reads a supergraph. */
  readonly isLoading: boolean;
  /** It is long at something: whoever comes next should not wait for it. */
  readonly isHeldUp: boolean;
  /** Whether the last plan ended it. */
  readonly endedByPlan: boolean;
  /** When it last was through with reading another supergraph, be it in vain. */
  readonly loadedAt: number;
}

/** What is to be planned. It waits once in the name of each who waits for it. */
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
  /** The later ones are for what comes while the earlier ones are held up. */
  readonly processes: readonly PlanningProcess<Request>[];
  /** After so many milliseconds one that is at a plan is held up. */
  readonly heldUpMs: number;
  /** Longest that an operation waits for those that came before it. */
  readonly waitMs: number;
}

/** Whoever has had a process for as long as this of late gets one at a time. */
const muchMs = 1_000;
/** More would not be planned in any time that somebody waits. */
const mostWaiting = { callers: 1_000, ofCaller: 1_000 };
const lookAgainMs = 50;
const later = { extensions: { retryAfter: 1 } };

/**
 * Who gets a planner next. Operations that are legal and dear are a few kilobytes to send and up to a second
 * to plan: in one queue, a dozen of them would keep everybody else's waiting until nobody wants the answer
 * any more.
 */
export class PlannerPool<Request> {
  readonly #options: PlannerPoolOptions<Request>;
  readonly #queue = new FairQueue<Place<Request>>(mostWaiting);
  readonly #busy = new Map<PlanningProcess<Request>, string>();

  constructor(options: PlannerPoolOptions<Request>) {
    this.#options = options;
  }

  /**
   * @throws PublicError OVERLOADED where nobody's turn came in time, or too many wait; what planning throws
   */
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
    // The gateway's own work has nobody who would ask again.
    if (caller !== nobody) this.#giveUpLater(place, this.#options.waitMs);
  }

  #next(): void {
    for (let free = this.#free(); free !== undefined; free = this.#free()) {
      const place = this.#queue.shift((caller) => this.#mayHave(caller));
      if (place === undefined) return;
      void this.#run(free, place);
    }
  }

  /** One that has been started already is there at once. */
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
      // That it had to be started, or to read a supergraph, is nobody's fault; that it has to be once more
      // is.
      const ms = performance.now() - Math.max(begin, process.loadedAt);
      this.#queue.took(caller, process.endedByPlan ? ms + muchMs : ms);
      this.#busy.delete(process);
      this.#next();
    }
  }

  /** Whoever has waited too long. While a process starts it does not count: that has a bound of its own. */
  #giveUpLater(place: Place<Request>, inMs: number): void {
    place.timer = setTimeout(() => {
      const { processes, waitMs } = this.#options;
      const loadedAt = Math.max(...processes.map((each) => each.loadedAt));
      const left = Math.max(place.since, loadedAt) + waitMs - performance.now();
      if (left > 0) return this.#giveUpLater(place, left);
      if (processes.some(({ isLoading }) => isLoading)) return this.#giveUpLater(place, lookAgainMs);
      const { turn } = place;
      this.#leave(place);
      // Others who wait for the same may still come in time.
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
