import { setMaxListeners } from 'node:events';
import { PublicError } from '@civic-graph/errors';
import type { JourneyQuery, Plan } from '../planner.ts';
import { isEmpty, type RealtimeRuns } from '../realtime/realtime-runs.ts';
import { FairQueue, type QueueCaller } from './fair-queue.ts';
import { overloaded, planOf, withdrawn } from './journey-answers.ts';
import type { PlannedFeeds } from './messages.ts';
import { PlannerThread, ThreadEnded } from './planner-thread.ts';
import { RestartBackoff } from './restart-backoff.ts';

export interface JourneyBounds {
  /** Maximum waiting journeys of all callers. Default is 64. */
  readonly waiting: number;
  /**
   * Maximum wait of a journey, in milliseconds. Default is 700; with `planMs`, less than the gateway's 2 s.
   */
  readonly waitMs: number;
  /** Maximum planning time, in milliseconds. Default is 1,000. */
  readonly planMs: number;
  /** Time after which a window is searched no further, in milliseconds. Default is 300. */
  readonly windowMs: number;
  /** Delay before the first restart, in milliseconds; doubles with each further one. Default is 1,000. */
  readonly restartMs: number;
}

const usualBounds: JourneyBounds = {
  waiting: 64,
  waitMs: 700,
  planMs: 1_000,
  windowMs: 300,
  restartMs: 1_000,
};

/** Key of the fair queue. */
export interface JourneyCaller extends QueueCaller {
  /** Aborted when the caller disconnects. */
  readonly signal: AbortSignal;
}

/** Journeys, with the `basis` of the runs that they use, by feed; `null` without runs. */
export interface PlannedJourneys<Basis> extends Plan {
  readonly bases: readonly (Basis | null)[];
}

interface Job<Basis> {
  readonly query: JourneyQuery;
  readonly caller: JourneyCaller;
  readonly resolve: (planned: PlannedJourneys<Basis>) => void;
  readonly reject: (error: Error) => void;
}

/**
 * `cold`: journeys wait for the first timetable; `restarting`: they are refused, because it takes too long;
 * `closed`: final.
 */
type ThreadState = 'cold' | 'ready' | 'restarting' | 'closed';

interface UsedRuns<Basis> {
  readonly runs: RealtimeRuns;
  readonly basis: Basis;
}

/**
 * Plans journeys on some feeds in a worker thread, so that the event loop stays free. A bounded queue refuses
 * what cannot be planned in time.
 */
export class JourneyService<Basis = unknown> {
  readonly #planned: PlannedFeeds;
  readonly #bounds: JourneyBounds;
  readonly #report: (error: unknown) => void;
  readonly #queue: FairQueue<Job<Basis>>;
  #thread: PlannerThread | undefined;
  #state: ThreadState = 'cold';
  #isBusy = false;
  #isRetired = false;
  readonly #backoff: RestartBackoff;
  #restartTimer: NodeJS.Timeout | undefined;
  /** By feed. */
  readonly #realtime: (UsedRuns<Basis> | null)[];

  /** @param report called when a thread ends unexpectedly, and when a journey fails */
  constructor(planned: PlannedFeeds, report: (error: unknown) => void, bounds: Partial<JourneyBounds> = {}) {
    this.#planned = planned;
    this.#realtime = planned.feeds.map(() => null);
    this.#report = report;
    this.#bounds = { ...usualBounds, ...bounds };
    this.#queue = new FairQueue(this.#bounds.waiting);
    this.#backoff = new RestartBackoff(this.#bounds.restartMs);
  }

  /** Starts the thread and waits for its timetable; otherwise the first journey does. */
  async warm(): Promise<void> {
    await this.#startThread().ready.catch(() => {});
  }

  /**
   * @throws PublicError OVERLOADED if the queue is full or a wait or a search takes too long;
   *   SUBGRAPH_TIMEOUT if the request was cancelled
   */
  async plan(query: JourneyQuery, caller: JourneyCaller): Promise<PlannedJourneys<Basis>> {
    if (caller.signal.aborted) throw withdrawn();
    if (this.#state === 'restarting') throw overloaded(Math.ceil(this.#backoff.delayMs / 1_000));
    if (this.#state === 'closed') throw overloaded();
    // Each pending journey adds a listener to the request's signal; the queue bounds their number.
    setMaxListeners(0, caller.signal);
    const thread = this.#startThread();
    let timer: NodeJS.Timeout | undefined;
    let withdraw = () => {};
    let isOver = false;
    try {
      return await new Promise<PlannedJourneys<Basis>>((resolve, reject) => {
        const job: Job<Basis> = { query, caller, resolve, reject };
        this.#queue.push(caller, job)?.reject(overloaded());
        const giveUp = () => {
          if (this.#queue.remove(caller, job)) reject(overloaded());
        };
        withdraw = () => {
          this.#queue.remove(caller, job);
          reject(withdrawn());
        };
        caller.signal.addEventListener('abort', withdraw);
        thread.ready.then(() => {
          if (isOver) return;
          timer = setTimeout(giveUp, this.#bounds.waitMs);
          this.#work();
        }, giveUp);
      });
    } finally {
      isOver = true;
      clearTimeout(timer);
      caller.signal.removeEventListener('abort', withdraw);
    }
  }

  /**
   * Journeys planned from now on use these runs of a feed; replaces what was given for it before.
   *
   * @param feed its index
   * @param basis returned with these journeys
   */
  useRuns(feed: number, runs: RealtimeRuns, basis: Basis): void {
    const before = this.#realtime[feed] ?? null;
    const wasEmpty = before === null || isEmpty(before.runs);
    this.#realtime[feed] = { runs, basis };
    if (!wasEmpty || !isEmpty(runs)) this.#thread?.useRuns(feed, runs);
  }

  /**
   * Retires the service after a reload: pending journeys are planned, then the thread ends and frees its
   * memory.
   */
  retire(): void {
    this.#isRetired = true;
    if (this.#restartTimer !== undefined) this.#stopRestarting();
    this.#work();
  }

  /** Ends immediately; pending journeys are refused. */
  async close(): Promise<void> {
    this.#stopRestarting();
    for (let job = this.#queue.shift(); job; job = this.#queue.shift()) job.reject(overloaded());
    await this.#thread?.end();
  }

  #startThread(): PlannerThread {
    if (this.#thread !== undefined) return this.#thread;
    const thread = new PlannerThread(this.#planned, this.#bounds);
    this.#thread = thread;
    for (const [feed, used] of this.#realtime.entries()) if (used !== null) thread.useRuns(feed, used.runs);
    thread.ready.then(
      () => {
        if (this.#thread === thread) this.#state = 'ready';
      },
      (error) => this.#report(error),
    );
    void thread.ended.then(() => this.#restart(thread));
    return thread;
  }

  /** After an unexpected end the next thread starts in advance, unless the feed was replaced. */
  #restart(thread: PlannerThread): void {
    if (this.#thread !== thread || this.#state === 'closed') return;
    this.#thread = undefined;
    if (this.#isRetired) {
      this.#stopRestarting();
      return;
    }
    this.#state = 'restarting';
    const warning = this.#backoff.failed();
    if (warning !== null) this.#report(new ThreadEnded(warning));
    this.#restartTimer = setTimeout(() => {
      this.#restartTimer = undefined;
      this.#startThread();
    }, this.#backoff.delayMs).unref();
  }

  #stopRestarting(): void {
    clearTimeout(this.#restartTimer);
    this.#restartTimer = undefined;
    this.#state = 'closed';
  }

  #work(): void {
    if (this.#isBusy || this.#thread === undefined) return;
    const job = this.#state === 'ready' ? this.#queue.shift() : undefined;
    if (job !== undefined) void this.#run(this.#thread, job);
    else if (this.#isRetired && this.#queue.size === 0) this.#endIdle(this.#thread);
  }

  async #run(thread: PlannerThread, { query, caller, resolve, reject }: Job<Basis>): Promise<void> {
    this.#isBusy = true;
    const bases = this.#realtime.map((used) => used?.basis ?? null);
    try {
      const reply = await thread.plan(query, caller.signal);
      this.#backoff.succeeded();
      resolve({ ...planOf(reply), bases });
    } catch (error) {
      if (!(error instanceof PublicError)) this.#report(error);
      reject(error instanceof PublicError ? error : new PublicError('INTERNAL_SERVER_ERROR'));
    } finally {
      this.#isBusy = false;
    }
    this.#work();
  }

  /** A request that began with this feed may still need it, so the thread restarts. */
  #endIdle(thread: PlannerThread): void {
    this.#thread = undefined;
    this.#state = 'cold';
    void thread.end();
  }
}
