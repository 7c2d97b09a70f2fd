import { PublicError } from '@civic-graph/errors';
import { FairQueue } from './fair-queue.ts';

/** What makes one plan after the other. */
export interface PlanningProcess<Request> {
  plan(request: Request): Promise<unknown>;
  /** It does not have to be started first. */
  readonly isRunning: boolean;
  /** It starts, or reads a supergraph. */
  readonly isLoading: boolean;
  /** It is long at something: whoever comes next should not wait for it. */
  readonly isHeldUp: boolean;
  /** When it was last able to plan for another supergraph. */
  readonly loadedAt: number;
}

interface Waiting<Request> {
  readonly asker: string;
  readonly request: Request;
  readonly asked: number;
  readonly resolve: (plan: unknown) => void;
  readonly reject: (error: unknown) => void;
  timer: NodeJS.Timeout | undefined;
}

export interface PlanningTurnsOptions<Request> {
  /** The later ones are for what comes while the earlier ones are held up. */
  readonly processes: readonly PlanningProcess<Request>[];
  /** After so many milliseconds one that is at a plan is held up. */
  readonly heldUpMs: number;
  /** Longest that an operation waits for those that came before it. */
  readonly waitMs: number;
}

/** Whoever has had a process for as long as this of late gets one at a time. */
const muchMs = 1_000;
const lookAgainMs = 50;
const later = { extensions: { retryAfter: 1 } };

/**
 * Who gets a planner next. Operations that are legal and dear are a few kilobytes to send and up to a second to plan: in
 * one queue, a dozen of them would keep everybody else's waiting until nobody wants the answer any more.
 */
export class PlanningTurns<Request> {
  readonly #options: PlanningTurnsOptions<Request>;
  readonly #queue = new FairQueue<Waiting<Request>>();
  readonly #busy = new Map<PlanningProcess<Request>, string>();

  constructor(options: PlanningTurnsOptions<Request>) {
    this.#options = options;
  }

  /** @throws PublicError OVERLOADED where its turn did not come in time; what planning throws */
  plan(request: Request, asker: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const waiting = { asker, request, asked: performance.now(), resolve, reject, timer: undefined };
      this.#giveUpLater(waiting, this.#options.waitMs);
      this.#queue.push(asker, waiting);
      this.#next();
    });
  }

  #next(): void {
    for (let free = this.#free(); free !== undefined; free = this.#free()) {
      const turn = this.#queue.shift((asker) => this.#mayHave(asker));
      if (turn === undefined) return;
      void this.#run(free, turn);
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

  #mayHave(asker: string): boolean {
    return this.#queue.takenMs(asker) < muchMs || ![...this.#busy.values()].includes(asker);
  }

  async #run(
    process: PlanningProcess<Request>,
    { asker, request, ...turn }: Waiting<Request>,
  ): Promise<void> {
    clearTimeout(turn.timer);
    this.#busy.set(process, asker);
    const begin = performance.now();
    const look = setInterval(() => this.#next(), this.#options.heldUpMs).unref();
    try {
      turn.resolve(await process.plan(request));
    } catch (error) {
      turn.reject(error);
    } finally {
      clearInterval(look);
      // That it had to be started, or to read a supergraph, is nobody's fault; that it has to be once more is.
      const ms = performance.now() - Math.max(begin, process.loadedAt);
      this.#queue.took(asker, process.isRunning ? ms : ms + muchMs);
      this.#busy.delete(process);
      this.#next();
    }
  }

  /** While a process starts it does not count: that has a bound of its own. */
  #giveUpLater(waiting: Waiting<Request>, inMs: number): void {
    waiting.timer = setTimeout(() => {
      const { processes, waitMs } = this.#options;
      const loadedAt = Math.max(...processes.map((each) => each.loadedAt));
      const left = Math.max(waiting.asked, loadedAt) + waitMs - performance.now();
      if (left > 0) this.#giveUpLater(waiting, left);
      else if (processes.some(({ isLoading }) => isLoading)) this.#giveUpLater(waiting, lookAgainMs);
      else if (this.#queue.remove(waiting.asker, waiting)) {
        waiting.reject(new PublicError('OVERLOADED', undefined, later));
      }
    }, inMs).unref();
  }
}
