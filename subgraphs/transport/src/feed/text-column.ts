import { at, IntColumn, intAt, sharedBytes, sharedInts } from './columns.ts';

/** Texts of a column in shared memory, as UTF-8: a text takes its bytes and 4 more. */
export interface TextData {
  /** Text n is `bytes[offsets[n]]` to `bytes[offsets[n + 1]]`, exclusive. */
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
}

/**
 * A column of texts. Over a million ids as strings would take several times the memory, be copied into each
 * worker thread and visited by every garbage collection.
 */
export class TextColumn {
  readonly data: TextData;
  readonly #bytes: Buffer;

  constructor(data: TextData) {
    this.data = data;
    const { buffer, byteOffset, length } = data.bytes;
    this.#bytes = Buffer.from(buffer, byteOffset, length);
  }

  static of(texts: Iterable<string>): TextColumn {
    const builder = new TextBuilder();
    for (const text of texts) builder.push(text);
    return builder.column();
  }

  get length(): number {
    return this.data.offsets.length - 1;
  }

  /** @throws RangeError if there is no such row */
  at(row: number): string {
    const { offsets } = this.data;
    return this.#bytes.toString('utf8', intAt(offsets, row), intAt(offsets, row + 1));
  }

  *[Symbol.iterator](): IterableIterator<string> {
    for (let row = 0; row < this.length; row += 1) yield this.at(row);
  }
}

/** Six times the ids of a nationwide feed; offsets have 31 bits. */
const usualBytes = 256 * 1_024 ** 2;

/** The texts of a column take too much memory. */
export class TextsTooLarge extends Error {
  override readonly name = 'TextsTooLarge';

  constructor() {
    super('the texts of a column take too much memory; shorten them or split the feed');
  }
}

/** Collects the texts of a column. @throws TextsTooLarge */
export class TextBuilder implements TextData {
  offsets = new Int32Array(256);
  bytes = Buffer.alloc(4_096);
  length = 0;
  readonly #maxBytes: number;

  /** @param maxBytes maximum size of all texts. Default is 256 MB. */
  constructor(maxBytes = usualBytes) {
    this.#maxBytes = maxBytes;
  }

  push(text: string): void {
    const begin = intAt(this.offsets, this.length);
    const most = begin + 3 * text.length;
    if (most > this.#maxBytes) throw new TextsTooLarge();
    if (most > this.bytes.length) {
      const larger = Buffer.alloc(Math.min(2 * most, this.#maxBytes));
      this.bytes.copy(larger, 0, 0, begin);
      this.bytes = larger;
    }
    this.length += 1;
    if (this.length === this.offsets.length) {
      const larger = new Int32Array(2 * this.length);
      larger.set(this.offsets);
      this.offsets = larger;
    }
    this.offsets[this.length] = begin + this.bytes.write(text, begin);
  }

  column(): TextColumn {
    return new TextColumn(this.data());
  }

  /** The texts in shared memory. */
  data(): TextData {
    const offsets = sharedInts(this.length + 1);
    offsets.set(this.offsets.subarray(0, this.length + 1));
    const bytes = sharedBytes(intAt(offsets, this.length));
    bytes.set(this.bytes.subarray(0, bytes.length));
    return { offsets, bytes };
  }
}

/** A column of few distinct texts. */
export class RepeatedTexts {
  readonly data: { readonly texts: readonly string[]; readonly of: Int32Array };

  /** @param data the distinct texts, and the index of each row's text */
  constructor(data: RepeatedTexts['data']) {
    this.data = data;
  }

  static of(texts: Iterable<string>): RepeatedTexts {
    const builder = new RepeatedTextBuilder();
    for (const text of texts) builder.push(text);
    return builder.column();
  }

  /** @throws RangeError if there is no such row */
  at(row: number): string {
    return at(this.data.texts, intAt(this.data.of, row));
  }
}

/** Collects the texts of a column that repeat. */
export class RepeatedTextBuilder {
  readonly #indexes = new Map<string, number>();
  readonly #of = new IntColumn();

  push(text: string): void {
    const index = this.#indexes.get(text) ?? this.#indexes.size;
    this.#indexes.set(text, index);
    this.#of.push(index);
  }

  column(): RepeatedTexts {
    return new RepeatedTexts({ texts: [...this.#indexes.keys()], of: this.#of.toShared() });
  }
}
