import { PublicError } from '@civic-graph/errors';
import type { GraphQLError } from 'graphql';

export type ResponsePath = readonly (string | number)[];

/**
 * The errors of one answer, at most `limit`; further ones are counted, and the count is reported at the end.
 */
export class ResponseErrors {
  readonly #errors: GraphQLError[] = [];
  readonly #limit: number;
  #dropped = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param make builds the error; not called beyond the limit, because each error records a stack */
  add(make: () => GraphQLError): void {
    if (this.#errors.length < this.#limit) this.#errors.push(make());
    else this.#dropped += 1;
  }

  /** Whether further errors are only counted. */
  get isFull(): boolean {
    return this.#errors.length >= this.#limit;
  }

  /** Counts errors without locating them. */
  omit(count: number): void {
    this.#dropped += count;
  }

  /** Number of errors, listed or not. */
  get count(): number {
    return this.#errors.length + this.#dropped;
  }

  /** Whether some error explains a missing value at `path`: one at it, above it or below it. */
  explains(path: ResponsePath): boolean {
    return this.#dropped > 0 || this.#errors.some((error) => error.path && isPrefix(error.path, path));
  }

  list(): readonly GraphQLError[] {
    if (this.#dropped === 0) return this.#errors;
    const more = new PublicError('ERRORS_TRUNCATED', `${this.#dropped} more errors are left out.`);
    return [...this.#errors, more];
  }
}

function isPrefix(first: ResponsePath, second: ResponsePath): boolean {
  const length = Math.min(first.length, second.length);
  for (let at = 0; at < length; at++) if (first[at] !== second[at]) return false;
  return true;
}
