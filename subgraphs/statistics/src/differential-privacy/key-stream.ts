import { createCipheriv } from 'node:crypto';

const blockBytes = 4096;
const zeros = Buffer.alloc(blockBytes);
const range = 2 ** 48;

/** Uniform numbers from AES-256 in counter mode: the same for a key, unpredictable without it. */
export class KeyStream {
  readonly #cipher;
  #block = Buffer.alloc(0);
  #at = 0;

  /** @param key of 32 bytes, used for one purpose only */
  constructor(key: Uint8Array) {
    this.#cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  }

  /** A whole number from 0 to `limit - 1`, each exactly as likely. @param limit at most 2^48 */
  below(limit: number): number {
    if (!Number.isSafeInteger(limit) || limit < 1 || limit > range) throw new RangeError('not a limit');
    // Numbers of the last, incomplete round would make small ones likelier.
    const whole = range - (range % limit);
    for (;;) {
      const drawn = this.#next();
      if (drawn < whole) return drawn % limit;
    }
  }

  #next(): number {
    if (this.#at + 6 > this.#block.length) {
      this.#block = this.#cipher.update(zeros);
      this.#at = 0;
    }
    const drawn = this.#block.readUIntBE(this.#at, 6);
    this.#at += 6;
    return drawn;
  }
}
