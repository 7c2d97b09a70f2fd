import { PublicError } from '@civic-graph/errors';

const firstBytes = 16_384;
const maxPieceBytes = 1_048_576;

/**
 * Largest pieces held for reuse, because memory outside the heap is freed late: five oversized responses took
 * 54 MB.
 */
const spare: Buffer[] = [];
const maxSpare = 16;

/**
 * Collects a body of at most `limit` bytes in growing pieces. Memory is allocated for received bytes, not for
 * the header's promise, and copied once at the end.
 */
export class BodyBuffer {
  readonly #limit: number;
  #pieces: Buffer[] = [];
  /** End of the last piece. */
  #used = 0;
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  /** @throws PublicError SUBGRAPH_RESPONSE_TOO_LARGE */
  append(source: Buffer, from: number, to: number): void {
    if (this.#length + to - from > this.#limit) {
      this.#release();
      throw tooLarge();
    }
    this.#length += to - from;
    let at = from;
    while (at < to) {
      const piece = this.#roomFor(to - at);
      const copied = source.copy(piece, this.#used, at, to);
      this.#used += copied;
      at += copied;
    }
  }

  /** The collected body; the next one starts empty. */
  takeText(): string {
    const [first] = this.#pieces;
    const isOne = first !== undefined && this.#pieces.length === 1;
    const whole = isOne ? first : Buffer.concat(this.#pieces, this.#length);
    const text = whole.toString('utf8', 0, this.#length);
    this.#release();
    return text;
  }

  #release(): void {
    for (const piece of this.#pieces) {
      if (piece.length === maxPieceBytes && spare.length < maxSpare) spare.push(piece);
    }
    this.#pieces = [];
    this.#used = 0;
    this.#length = 0;
  }

  /** Each piece but the last is full. */
  #roomFor(bytes: number): Buffer {
    const last = this.#pieces.at(-1);
    if (last !== undefined && this.#used < last.length) return last;
    const wanted = last === undefined ? firstBytes : Math.min(last.length * 2, maxPieceBytes);
    const size = Math.max(wanted, Math.min(bytes, maxPieceBytes));
    const piece = (size === maxPieceBytes ? spare.pop() : undefined) ?? Buffer.allocUnsafe(size);
    this.#pieces.push(piece);
    this.#used = 0;
    return piece;
  }
}

export function tooLarge(): PublicError {
  return new PublicError('SUBGRAPH_RESPONSE_TOO_LARGE');
}
