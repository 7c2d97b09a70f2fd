import { randomBytes } from 'node:crypto';
import { intAt, sharedInts } from './columns.ts';
import { TextBuilder, TextColumn, type TextData } from './text-column.ts';

/** Ids and a hash table of their rows, in shared memory. */
export interface IdData extends TextData {
  /** Hash -> row + 1, or 0; open addressing, the length is a power of two. */
  readonly slots: Int32Array;
  /** Random start of the hash, which makes ids that collide hard to prepare. */
  readonly seed: number;
}

/** Finds the row of an id. */
export interface RowLookup {
  get(id: string): number | undefined;
}

const maxScratch = 256;

/** Ids of the rows of a table, and the row of each id. */
export class IdTable extends TextColumn implements RowLookup {
  declare readonly data: IdData;
  readonly #scratch = Buffer.alloc(maxScratch);
  /** Rows of one trip follow each other in a file, so that the same id is looked for again. */
  #lastFound = -1;

  constructor(data: IdData) {
    super(data);
  }

  static override of(ids: Iterable<string>): IdTable {
    const builder = new IdTableBuilder();
    for (const id of ids) builder.push(id);
    return builder.table();
  }

  /** The row of an id. */
  get(id: string): number | undefined {
    const row = this.#isAscii(id) ? this.find(this.#scratch, 0, id.length) : this.#findText(Buffer.from(id));
    return row === -1 ? undefined : row;
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  #findText(bytes: Buffer): number {
    return this.find(bytes, 0, bytes.length);
  }

  /** Whether a row has an id; quicker than comparing {@link TextColumn.at}. */
  isAt(row: number, id: string): boolean {
    return this.#isAscii(id) ? isText(this.data, row, this.#scratch, 0, id.length) : this.at(row) === id;
  }

  /** Whether the id is short and ASCII; if so, it is in `#scratch`. A buffer for each id takes longer. */
  #isAscii(id: string): boolean {
    if (id.length > maxScratch) return false;
    for (let at = 0; at < id.length; at += 1) {
      const code = id.charCodeAt(at);
      if (code > 127) return false;
      this.#scratch[at] = code;
    }
    return true;
  }

  /** The row of an id in UTF-8, `bytes[start]` to `bytes[end]`, exclusive; -1 if there is none. */
  find(bytes: Uint8Array, start: number, end: number): number {
    if (this.#lastFound !== -1 && isText(this.data, this.#lastFound, bytes, start, end))
      return this.#lastFound;
    const row = findRow(this.data, bytes, start, end);
    if (row !== -1) this.#lastFound = row;
    return row;
  }
}

/** Collects the ids of a table, one for each row; of equal ids, the first is found. */
export class IdTableBuilder {
  readonly #texts = new TextBuilder();
  readonly #seed = randomBytes(4).readInt32LE();
  #slots = new Int32Array(64);

  get length(): number {
    return this.#texts.length;
  }

  /** Adds the next row. */
  push(id: string): void {
    this.#texts.push(id);
    if (2 * this.length > this.#slots.length) this.#grow();
    else this.#enter(this.length - 1);
  }

  has(id: string): boolean {
    const bytes = Buffer.from(id);
    return findRow(this.#data(), bytes, 0, bytes.length) !== -1;
  }

  table(): IdTable {
    const slots = sharedInts(this.#slots.length);
    slots.set(this.#slots);
    return new IdTable({ ...this.#texts.data(), slots, seed: this.#seed });
  }

  #data(): IdData {
    const { offsets, bytes } = this.#texts;
    return { offsets, bytes, slots: this.#slots, seed: this.#seed };
  }

  #grow(): void {
    this.#slots = new Int32Array(4 * this.#slots.length);
    for (let row = 0; row < this.length; row += 1) this.#enter(row);
  }

  #enter(row: number): void {
    const data = this.#data();
    const [begin, end] = [intAt(data.offsets, row), intAt(data.offsets, row + 1)];
    const slot = findSlot(data, data.bytes, begin, end);
    if (this.#slots[slot] === 0) this.#slots[slot] = row + 1;
  }
}

function findRow(data: IdData, bytes: Uint8Array, start: number, end: number): number {
  return intAt(data.slots, findSlot(data, bytes, start, end)) - 1;
}

/** The slot of an id, or the free one where it belongs. */
function findSlot(data: IdData, bytes: Uint8Array, start: number, end: number): number {
  const { slots, seed } = data;
  const mask = slots.length - 1;
  let slot = hashOf(bytes, start, end, seed) & mask;
  for (;;) {
    const row = intAt(slots, slot) - 1;
    if (row === -1 || isText(data, row, bytes, start, end)) return slot;
    slot = (slot + 1) & mask;
  }
}

/** Whether a row has a text. Ids differ at the end first. */
function isText(
  { offsets, bytes: own }: IdData,
  row: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  const begin = intAt(offsets, row);
  let place = intAt(offsets, row + 1) - 1;
  if (place - begin !== end - start - 1) return false;
  for (let at = end - 1; place >= begin; place -= 1, at -= 1) {
    if (own[place] !== bytes[at]) return false;
  }
  return true;
}

/** Each step mixes all bits of the one before, so that ids that collide differ with the seed. */
function hashOf(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let hash = seed;
  for (let at = start; at < end; at += 1) {
    hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x5bd1_e995);
    hash ^= hash >>> 13;
  }
  return hash ^ (hash >>> 15);
}
