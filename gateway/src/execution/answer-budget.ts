import { PublicError } from '@civic-graph/errors';
import { isObject, setOwn } from '../lib/json/own-property.ts';

/**
 * Bounds the memory of one answer, whatever the estimate was: an entity that a thousand objects refer to is
 * fetched once, but fills a thousand places.
 */
export class AnswerBudget {
  readonly #limit: number;
  #spent = 0;

  /** @param limit values: fields of objects and items of lists */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get spent(): number {
    return this.#spent;
  }

  /** @throws PublicError OPERATION_LIMIT_EXCEEDED */
  spend(values: number): void {
    this.#spent += values;
    if (this.#spent <= this.#limit) return;
    const message = `The answer has more than ${this.#limit} values; request fewer.`;
    throw new PublicError('OPERATION_LIMIT_EXCEEDED', message, { extensions: { limit: this.#limit } });
  }

  /** A deep copy of JSON data. */
  copy(value: unknown): unknown {
    if (Array.isArray(value)) {
      this.spend(value.length);
      return value.map((item) => this.copy(item));
    }
    if (!isObject(value)) return value;
    const keys = Object.keys(value);
    this.spend(keys.length);
    const copied = {};
    for (const key of keys) setOwn(copied, key, this.copy(value[key]));
    return copied;
  }
}
