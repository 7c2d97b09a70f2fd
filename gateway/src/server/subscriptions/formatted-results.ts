import type { FormattedExecutionResult } from 'graphql';
import type { OperationResult } from '../../execution/engine.ts';
import type { ResultStream } from './result-stream.ts';

/** One operation's results, formatted for a library that sends them itself. */
export class FormattedResults implements AsyncGenerator<FormattedExecutionResult, void, void> {
  readonly #results: ResultStream;
  readonly #format: (result: OperationResult) => FormattedExecutionResult;
  readonly #onEnd: () => void;

  constructor(
    results: ResultStream,
    format: (result: OperationResult) => FormattedExecutionResult,
    onEnd: () => void,
  ) {
    this.#results = results;
    this.#format = format;
    this.#onEnd = onEnd;
  }

  async next(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    const step = await this.#results.next();
    if (!step.done) return { done: false, value: this.#format(step.value) };
    this.#onEnd();
    return step;
  }

  async return(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    this.#onEnd();
    await this.#results.return();
    return { done: true, value: undefined };
  }

  throw(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
