import { PublicError } from '@civic-graph/errors';
import type { OperationResult } from '../../execution/engine.ts';

/** Produces the results; settles soon after `signal` has aborted. */
export type MakeResults = (signal: AbortSignal) => AsyncIterable<OperationResult>;

/**
 * The results of one operation. The first cause of its end decides the last result: an error or nothing.
 * Results in progress are then dropped.
 */
export class ResultStream implements AsyncGenerator<OperationResult, void, void> {
  readonly #results: AsyncIterator<OperationResult>;
  readonly #abort = new AbortController();
  readonly #onEnd: (reason: PublicError | null) => void;
  readonly #onDelivered: () => void;
  readonly #failed: (error: unknown) => PublicError;
  #end: { readonly reason: PublicError | null } | null = null;
  #isReasonDue = false;

  /**
   * @param failed the client's error for an exception while a result was produced
   * @param onEnd called once, at once
   * @param onDelivered called when the consumer has received the end
   */
  constructor(
    make: MakeResults,
    failed: (error: unknown) => PublicError,
    onEnd: (reason: PublicError | null) => void,
    onDelivered: () => void,
  ) {
    this.#results = make(this.#abort.signal)[Symbol.asyncIterator]();
    this.#failed = failed;
    this.#onEnd = onEnd;
    this.#onDelivered = onDelivered;
  }

  get hasEnded(): boolean {
    return this.#end !== null;
  }

  /** @param reason the last result; `null` if there is none, or no recipient */
  end(reason: PublicError | null): void {
    if (this.#end !== null) return;
    this.#end = { reason };
    this.#isReasonDue = reason !== null;
    this.#abort.abort();
    this.#onEnd(reason);
  }

  /** Not async: each of thousands of subscribers would wait for one more promise. */
  next(): Promise<IteratorResult<OperationResult, void>> {
    if (this.#end !== null) return Promise.resolve(this.#last());
    return this.#results.next().then(
      (step) => {
        // It may have ended meanwhile.
        if (!this.hasEnded && !step.done) return step;
        this.end(null);
        return this.#last();
      },
      (error: unknown) => {
        this.end(this.#failed(error));
        return this.#last();
      },
    );
  }

  #last(): IteratorResult<OperationResult, void> {
    const reason = this.#isReasonDue ? this.#end?.reason : null;
    this.#isReasonDue = false;
    if (reason) return { done: false, value: { errors: [reason] } };
    this.#onDelivered();
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<OperationResult, void>> {
    this.end(null);
    this.#isReasonDue = false;
    this.#onDelivered();
    return { done: true, value: undefined };
  }

  async throw(): Promise<IteratorResult<OperationResult, void>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}

/** The end of a subscription that the client may, and should, reopen immediately. */
export function interrupted(why: string): PublicError {
  return new PublicError('SUBSCRIPTION_INTERRUPTED', `${why} Subscribe again.`);
}
