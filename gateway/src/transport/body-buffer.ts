import { PublicError } from '@civic-graph/errors';

const firstBytes = 16_384;

/**
 * Gathers a body of at most `limit` bytes, in one buffer: ten million chunks of a byte each take no more room than one
 * of ten million. It grows with what arrives, not with what the headers promise.
 */
export class BodyBuffer {
  readonly #limit: number;
  #bytes = Buffer.alloc(0);
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  /** @throws PublicError SUBGRAPH_RESPONSE_TOO_LARGE */
  append(source: Buffer, from: number, to: number): void {
    const length = this.#length + to - from;
    if (length > this.#limit) throw tooLarge();
    if (length > this.#bytes.length) this.#grow(length);
    source.copy(this.#bytes, this.#length, from, to);
    this.#length = length;
  }

  /** What was gathered; the next body starts empty. */
  takeText(): string {
    const text = this.#bytes.toString('utf8', 0, this.#length);
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    return text;
  }

  #grow(length: number): void {
    const larger = Buffer.allocUnsafe(Math.max(length, this.#bytes.length * 2, firstBytes));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

export function tooLarge(): PublicError {
  return new PublicError('SUBGRAPH_RESPONSE_TOO_LARGE');
}
