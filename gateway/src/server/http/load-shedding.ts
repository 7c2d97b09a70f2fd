import type { IncomingMessage } from 'node:http';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

type Caller = Pick<IncomingMessage, 'headers' | 'socket'>;

/** How often it is looked whether there is too much to do. */
const sampleMs = 100;
const resolutionMs = 10;

/**
 * Keeps the gateway answering in time by taking on no more than it can do: while the event loop is late,
 * fewer requests may be under way, and those beyond are refused before they are read; while it is on time,
 * more may be. Without it every request would wait behind all those that came before, and be answered when
 * nobody waits any more.
 *
 * Measures how late the event loop is, not how busy: a process at its limit that answers in milliseconds
 * refuses nothing. Lateness is known only afterwards, so one event loop iteration accepts a few hundred
 * requests at most, and one network gets a share of them.
 */
export class LoadShedder {
  /** Later than that on average, and there is too much to do. */
  readonly #maxDelayMs: number;
  #underWay = 0;
  #most = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #histogram: IntervalHistogram | null = null;
  /** When the first request of this event loop iteration came; `null` before it. */
  #turnSince: number | null = null;
  #begunInTurn = 0;
  /** In this turn, once it is a busy one. */
  readonly #begunBy = new Map<string, number>();
  readonly #networkOf: (request: Caller) => string;

  /** @param networkOf where a request comes from */
  constructor(networkOf: (request: Caller) => string, maxDelayMs = 100) {
    this.#networkOf = networkOf;
    this.#maxDelayMs = maxDelayMs;
  }

  start(): void {
    const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
    histogram.enable();
    this.#histogram = histogram;
    this.#timer = setInterval(() => {
      // The interval itself is in it.
      if (histogram.count > 0) this.sample(histogram.mean / 1e6 - resolutionMs);
      histogram.reset();
    }, sampleMs).unref();
  }

  stop(): void {
    this.#histogram?.disable();
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Fewer at once in few steps, more again in many. */
  sample(delayMs: number): void {
    if (delayMs > this.#maxDelayMs) this.#most = Math.max(fewest, Math.min(this.#most, this.#underWay) * 0.6);
    else if (this.#most < unbounded) this.#most = Math.ceil(this.#most * 1.1);
    else this.#most = Number.POSITIVE_INFINITY;
  }

  /** Whether this one is to be turned away. */
  isFullFor(request: Caller): boolean {
    if (this.#underWay >= this.#most || this.#begunInTurn >= mostInTurn) return true;
    // One that takes long by itself is no reason to turn away those beside it.
    if (this.#begunInTurn < fewest || this.#turnSince === null) return false;
    if (performance.now() - this.#turnSince > maxTurnMs) return true;
    return (this.#begunBy.get(this.#networkOf(request)) ?? 0) >= mostOfNetwork;
  }

  began(request: Caller): void {
    this.#underWay += 1;
    this.#begunInTurn += 1;
    if (this.#begunInTurn > fewest) {
      const network = this.#networkOf(request);
      this.#begunBy.set(network, (this.#begunBy.get(network) ?? 0) + 1);
    }
    if (this.#turnSince !== null) return;
    this.#turnSince = performance.now();
    // What has come is read before that (Node: `setImmediate` runs after the phase of I/O).
    setImmediate(() => {
      this.#turnSince = null;
      this.#begunInTurn = 0;
      this.#begunBy.clear();
    });
  }

  ended(): void {
    this.#underWay -= 1;
  }
}

/** Longest time for beginning requests in one event loop iteration: each waits for all the others. */
const maxTurnMs = 50;
/**
 * Answering costs several times as much as beginning: this many are answered in a tenth of a second.
 */
const mostInTurn = 400;
/** Of the requests beyond the first hundred; the rest is left for other networks. */
const mostOfNetwork = 200;
/** Requests always accepted, in one iteration as well: `maxTurnMs` counts from there. */
const fewest = 100;
/** More than that at once is bounded by other things. */
const unbounded = 10_000;
