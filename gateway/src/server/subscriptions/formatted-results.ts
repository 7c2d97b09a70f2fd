import type { FormattedExecutionResult } from 'graphql';
import { resultText } from '../http/format-answer.ts';
import type { ErrorFormatter } from '../http/mask-error.ts';
import type { ResultStream } from './result-stream.ts';

/** One operation's results, formatted for a library that sends them itself. */
export class FormattedResults implements AsyncGenerator<FormattedExecutionResult, void, void> {
  readonly #results: ResultStream;
  readonly #mask: ErrorFormatter;
  readonly #onEnd: () => void;

  constructor(results: ResultStream, mask: ErrorFormatter, onEnd: () => void) {
    this.#results = results;
    this.#mask = mask;
    this.#onEnd = onEnd;
  }

  async next(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    const step = await this.#results.next();
    if (!step.done) {
      return {
        done: false,
        value: JSON.parse(resultText(step.value, this.#mask)) as FormattedExecutionResult,
      };
    }
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
