const [quote, backslash] = [0x22, 0x5c];
const [braceOpen, braceClose, bracketOpen, bracketClose] = [0x7b, 0x7d, 0x5b, 0x5d];

/** A shorter body cannot nest deep enough to take much memory. */
export const harmlessBytes = 4_000;

/**
 * Measures how deep JSON nests, while it arrives and before it is parsed: a megabyte of brackets parses to
 * forty megabytes of lists.
 */
export class JsonNesting {
  readonly #limit: number;
  #depth = 0;
  #read = 0;
  #isInString = false;
  /** The next byte is escaped by a backslash (RFC 8259, section 7). */
  #isEscaped = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns whether the text so far, with these bytes, nests deeper than the limit */
  isDeeperWith(bytes: Uint8Array): boolean {
    this.#read += bytes.length;
    for (const byte of bytes) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (this.#isInString) {
        if (byte === quote) this.#isInString = false;
        else if (byte === backslash) this.#isEscaped = true;
      } else if (byte === quote) this.#isInString = true;
      else if (byte === braceOpen || byte === bracketOpen) this.#depth += 1;
      else if (byte === braceClose || byte === bracketClose) this.#depth -= 1;
      if (this.#depth > this.#limit && this.#read > harmlessBytes) return true;
    }
    return false;
  }
}
