import type { IncomingMessage } from 'node:http';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

type Caller = Pick<IncomingMessage, 'headers' | 'socket'>;

/** Interval of the event loop delay samples. */
const sampleMs = 100;
const resolutionMs = 10;

/**
 * Limits concurrent requests by event loop delay: the limit falls while the loop is late and rises while it
 * is on time. Requests above it are refused unread, instead of waiting behind all others past their
 * deadlines.
 *
 * Delay is measured, not load: a busy process that answers in milliseconds refuses nothing. Since delay is
 * known only afterwards, one event loop iteration accepts a few hundred requests at most, and each network
 * gets a share.
 */
export class LoadShedder {
  /** Average delay above which the gateway counts as overloaded. Default is 100. */
  readonly #maxDelayMs: number;
  #inFlight = 0;
  #limit = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #histogram: IntervalHistogram | null = null;
  /** Arrival of this iteration's first request; `null` before it. */
  #iterationSince: number | null = null;
  #startedInIteration = 0;
  /** Requests of this iteration per network, counted once it is busy. */
  readonly #startedByNetwork = new Map<string, number>();
  readonly #networkOf: (request: Caller) => string;

  /** @param networkOf returns the network that a request comes from */
  constructor(networkOf: (request: Caller) => string, maxDelayMs = 100) {
    this.#networkOf = networkOf;
    this.#maxDelayMs = maxDelayMs;
  }

  start(): void {
    const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
    histogram.enable();
    this.#histogram = histogram;
    this.#timer = setInterval(() => {
      // The histogram includes the sampling interval itself.
      if (histogram.count > 0) this.sample(histogram.mean / 1e6 - resolutionMs);
      histogram.reset();
    }, sampleMs).unref();
  }

  stop(): void {
    this.#histogram?.disable();
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Lowers the limit in few large steps, and raises it in many small ones. */
  sample(delayMs: number): void {
    if (delayMs > this.#maxDelayMs)
      this.#limit = Math.max(alwaysAccepted, Math.min(this.#limit, this.#inFlight) * 0.6);
    else if (this.#limit < maxLimit) this.#limit = Math.ceil(this.#limit * 1.1);
    else this.#limit = Number.POSITIVE_INFINITY;
  }

  /** Whether to refuse this request. */
  isFullFor(request: Caller): boolean {
    if (this.#inFlight >= this.#limit || this.#startedInIteration >= maxPerIteration) return true;
    // A single slow request is no reason to refuse concurrent ones.
    if (this.#startedInIteration < alwaysAccepted || this.#iterationSince === null) return false;
    if (performance.now() - this.#iterationSince > maxIterationMs) return true;
    return (this.#startedByNetwork.get(this.#networkOf(request)) ?? 0) >= maxPerNetwork;
  }

  began(request: Caller): void {
    this.#inFlight += 1;
    this.#startedInIteration += 1;
    if (this.#startedInIteration > alwaysAccepted) {
      const network = this.#networkOf(request);
      this.#startedByNetwork.set(network, (this.#startedByNetwork.get(network) ?? 0) + 1);
    }
    if (this.#iterationSince !== null) return;
    this.#iterationSince = performance.now();
    // `setImmediate` runs after the I/O phase, so all received requests have been read by then.
    setImmediate(() => {
      this.#iterationSince = null;
      this.#startedInIteration = 0;
      this.#startedByNetwork.clear();
    });
  }

  ended(): void {
    this.#inFlight -= 1;
  }
}

/** Maximum time for starting requests in one event loop iteration, because each waits for all others. */
const maxIterationMs = 50;
/** Maximum requests started per iteration: answering them takes about a tenth of a second. */
const maxPerIteration = 400;
/** Maximum requests of one network beyond `alwaysAccepted`; the rest is left for other networks. */
const maxPerNetwork = 200;
/** Requests that are always accepted, per iteration as well. */
const alwaysAccepted = 100;
/** Above this number the limit is lifted: other limits apply first. */
const maxLimit = 10_000;
