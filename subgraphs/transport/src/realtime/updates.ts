import { setImmediate } from 'node:timers/promises';
import { PublicError } from '@civic-graph/errors';
import { ChangeFeed } from '@civic-graph/subgraph-kit';

/** What subscribers wait for. Vehicles are separate, because they move every second. */
export type UpdateTopic = 'departures' | 'departures-with-vehicles' | 'vehicles' | 'alerts';

/** The state that a subscriber is to see, and a text that differs if the state does. */
export interface ObservedState<State> {
  readonly state: State;
  readonly fingerprint: string;
}

/** Maximum subscribers of the process; a gateway shares one stream among equal public subscriptions. */
const maxSubscribers = 5_000;
/** Portions in which subscribers are notified, so that other requests are served in between. */
const portions = 100;
/** Departures leave the boards, and alerts begin, without any message. */
const tickMs = 10_000;

/** Notifies subscribers; each gets an event only if its own state has changed. */
export class RealtimeUpdates {
  readonly #feed = new ChangeFeed();
  readonly #due = new Set<UpdateTopic>();
  #isNotifying = false;
  #next = 0;
  #timer: NodeJS.Timeout | undefined;

  get subscribers(): number {
    return this.#feed.size;
  }

  /** Notifies also when only time has passed, until {@link close}. */
  start(): void {
    this.#timer = setInterval(
      () => this.changed('departures', 'departures-with-vehicles', 'alerts'),
      tickMs,
    ).unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /**
   * Events for one subscriber: the current state, then each one that differs from the one before.
   *
   * @param observe returns the state; `null` if there can never be one, which completes the subscription
   * @throws PublicError TOO_MANY_SUBSCRIPTIONS
   */
  watch<State>(
    topic: UpdateTopic,
    observe: () => ObservedState<State> | null,
  ): AsyncIterableIterator<State | null> {
    if (this.#feed.size >= maxSubscribers) throw new PublicError('TOO_MANY_SUBSCRIPTIONS');
    this.#next = (this.#next + 1) % portions;
    let seen: string | undefined;
    return this.#feed.watch(`${topic}:${this.#next}`, async () => {
      const observed = observe();
      if (observed === null) return { event: null, isLast: true };
      if (observed.fingerprint === seen) return null;
      seen = observed.fingerprint;
      return { event: observed.state };
    });
  }

  /** While subscribers are notified, further changes wait; a subscriber then sees only the last one. */
  changed(...topics: readonly UpdateTopic[]): void {
    for (const topic of topics) this.#due.add(topic);
    if (!this.#isNotifying) void this.#notify();
  }

  async #notify(): Promise<void> {
    this.#isNotifying = true;
    while (this.#due.size > 0) {
      const topics = [...this.#due];
      this.#due.clear();
      for (let portion = 0; portion < portions && this.#feed.size > 0; portion += 1) {
        for (const topic of topics) this.#feed.changed(`${topic}:${portion}`);
        // A portion without subscribers costs nothing, and is not worth a pause.
        if (this.#feed.size > portion) await setImmediate();
      }
    }
    this.#isNotifying = false;
  }
}
