import { BinaryReader } from '@bufbuild/protobuf/wire';

/** The bytes are not a valid message. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/** Maximum nested messages, because two bytes can make an object of a hundred. */
export interface NestedLimits {
  /** Of the whole message. */
  readonly total: number;
  /** Of one entity, which is read without a pause. */
  readonly entity: number;
}

/** Strings up to this length are interned: stops and dates repeat, longer texts rarely do. */
const maxInternedBytes = 32;
/** A power of two, above the number of stops of a large city. */
const internSlots = 8_192;

/** Reads one message, and refuses it if it would fill the memory. */
export class MessageReader extends BinaryReader {
  readonly #bytes: Uint8Array;
  readonly #limits: NestedLimits;
  #nested = 0;
  #beforeEntity = 0;
  /** Texts by hash, so that the same stop or date is one string however often a message names it. */
  readonly #texts: string[] = new Array(internSlots).fill('');

  get nested(): number {
    return this.#nested;
  }

  constructor(bytes: Uint8Array, limits: NestedLimits) {
    super(bytes);
    this.#bytes = bytes;
    this.#limits = limits;
  }

  beginEntity(): void {
    this.#beforeEntity = this.#nested;
  }

  countNested(): void {
    this.#nested += 1;
    const { total, entity } = this.#limits;
    if (this.#nested > total) throw new MalformedMessage(`it has more than ${total} nested messages`);
    if (this.#nested - this.#beforeEntity > entity) {
      throw new MalformedMessage(`an entity has more than ${entity} nested messages`);
    }
  }

  /**
   * Reads a varint below 2^49, without `BigInt`, which takes much longer.
   *
   * @returns -1 for a larger one, which is not read
   */
  shortVarint(): number {
    let value = 0;
    let factor = 1;
    for (let at = this.pos; factor < 2 ** 49 && at < this.len; at += 1) {
      const byte = this.#bytes[at] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        this.pos = at + 1;
        return value;
      }
      factor *= 0x80;
    }
    return -1;
  }

  override string(): string {
    const start = this.pos;
    const length = this.uint32();
    const [begin, end] = [this.pos, this.pos + length];
    const place = length > maxInternedBytes || end > this.len ? -1 : hashOf(this.#bytes, begin, end);
    const known = this.#texts[place];
    if (known !== undefined && isText(known, this.#bytes, begin, end)) {
      this.pos = end;
      return known;
    }
    this.pos = start;
    const text = super.string();
    if (place !== -1) this.#texts[place] = text;
    return text;
  }
}

/** Place of a text in the table. */
function hashOf(bytes: Uint8Array, begin: number, end: number): number {
  let hash = 0;
  for (let at = begin; at < end; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
  return (hash ^ (hash >>> 15)) & (internSlots - 1);
}

/** Whether bytes are an ASCII text. */
function isText(text: string, bytes: Uint8Array, begin: number, end: number): boolean {
  if (text.length !== end - begin) return false;
  for (let at = begin; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x7f || byte !== text.charCodeAt(at - begin)) return false;
  }
  return true;
}
