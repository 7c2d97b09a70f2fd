import type { CancellationToken } from '../../lib/cancellation.ts';
import { type Abortable, type DeadlineTimer, unscheduled } from '../http/deadline-timer.ts';
import { givenUp, type HttpAnswer, type PostRequest } from '../http/http-client.ts';
import type { Connection } from './connection.ts';

/** A request in the form in which it is sent. */
export interface Wire {
  readonly text: string;
  readonly encoding: 'latin1' | 'utf8';
}

/** One request and its response. The first of response, failure and cancellation settles it. */
export class Exchange implements Abortable {
  readonly wire: Wire;
  readonly signal: CancellationToken;
  readonly endsAt: number;
  scheduledAt = unscheduled;
  readonly answer: Promise<HttpAnswer>;
  /** The connection that carries it, if any. */
  connection: Connection | null = null;
  isSettled = false;
  #mayRetry: boolean;
  #isRetried = false;
  readonly #watch: DeadlineTimer;
  #resolve: (answer: HttpAnswer) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(wire: Wire, { isRepeatable, signal, endsAt }: PostRequest, watch: DeadlineTimer) {
    this.wire = wire;
    this.signal = signal;
    this.endsAt = endsAt;
    this.#mayRetry = isRepeatable;
    this.#watch = watch;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    watch.add(this);
  }

  succeed(answer: HttpAnswer): void {
    if (this.#settle()) this.#resolve(answer);
  }

  fail(error: unknown): void {
    if (this.#settle()) this.#reject(error);
  }

  abort(): void {
    const { connection } = this;
    this.fail(givenUp(this.signal));
    // Further bytes would be read as the next response.
    connection?.destroy();
  }

  /** Whether it may be sent again, at most once; an unsent request always may. */
  takeRetry(wasSent: boolean): boolean {
    const mayRetry = this.#mayRetry || (!wasSent && !this.#isRetried);
    this.#mayRetry = false;
    this.#isRetried = true;
    return mayRetry && !this.isSettled && !this.signal.aborted;
  }

  #settle(): boolean {
    if (this.isSettled) return false;
    this.isSettled = true;
    this.connection = null;
    this.#watch.delete(this);
    return true;
  }
}
