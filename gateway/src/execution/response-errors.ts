import { PublicError } from '@civic-graph/errors';
import type { GraphQLError } from 'graphql';

export type ResponsePath = readonly (string | number)[];

/** The errors of one answer, at most `limit`; what is beyond is counted, and told once at the end. */
export class ResponseErrors {
  readonly #errors: GraphQLError[] = [];
  readonly #limit: number;
  #dropped = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param make builds the error; not called for one that is only counted, since each records a stack */
  add(make: () => GraphQLError): void {
    if (this.#errors.length < this.#limit) this.#errors.push(make());
    else this.#dropped += 1;
  }

  /** Whether all further ones are only counted. */
  get isFull(): boolean {
    return this.#errors.length >= this.#limit;
  }

  /** So many that nobody looked for the places of. */
  omit(count: number): void {
    this.#dropped += count;
  }

  /** How many there have been, listed or not. */
  get count(): number {
    return this.#errors.length + this.#dropped;
  }

  /** Whether some error explains why there is nothing at `path`: one at it, above it or below it. */
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
