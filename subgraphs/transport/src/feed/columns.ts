/**
 * Reads a column at a valid index; an invalid one is a bug, and must throw instead of returning `undefined`.
 */
export function at<T>(column: { readonly [index: number]: T }, index: number): T {
  const value = column[index];
  if (value === undefined) throw new RangeError(`row ${index} is outside the column`);
  return value;
}

/** Like {@link at}, for integers only: monomorphic loops over millions of rows are fast. */
export function intAt(column: Int32Array, index: number): number {
  const value = column[index];
  if (value === undefined) throw new RangeError(`row ${index} is outside the column`);
  return value;
}

/** Like {@link intAt}, for bytes. */
export function byteAt(column: Uint8Array, index: number): number {
  const value = column[index];
  if (value === undefined) throw new RangeError(`row ${index} is outside the column`);
  return value;
}

/** Integers in shared memory, which workers receive without a copy. */
export function sharedInts(length: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

/** Bytes in shared memory. */
export function sharedBytes(length: number): Uint8Array<SharedArrayBuffer> {
  return new Uint8Array(new SharedArrayBuffer(length));
}

/** Values of some rows, in shared memory. */
export function gather(column: Int32Array, rows: Int32Array): Int32Array {
  const values = sharedInts(rows.length);
  for (let place = 0; place < rows.length; place += 1) values[place] = intAt(column, intAt(rows, place));
  return values;
}

/** Like {@link gather}, for values below 256. */
export function gatherBytes(column: Int32Array | Uint8Array, rows: Int32Array): Uint8Array {
  const values = sharedBytes(rows.length);
  for (let place = 0; place < rows.length; place += 1) values[place] = at(column, intAt(rows, place));
  return values;
}

/** A growing column of integers: 4 bytes per row instead of an object. */
export class IntColumn {
  #values = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  toArray(): Int32Array {
    return this.#values.slice(0, this.length);
  }

  /** The values in shared memory, which takes longer to allocate. */
  toShared(): Int32Array {
    const values = sharedInts(this.length);
    values.set(this.#values.subarray(0, this.length));
    return values;
  }
}

/** Lists of rows per group, in two flat arrays. */
export interface Groups {
  /** Group g has the rows `rows[offsets[g]]` to `rows[offsets[g + 1]]`, exclusive. */
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
}

/** Groups row numbers by a counting sort, in row order; a negative group drops the row. */
export function groupRows(groupOf: ArrayLike<number>, groups: number): Groups {
  const offsets = sharedInts(groups + 1);
  for (let row = 0; row < groupOf.length; row += 1) {
    const group = at(groupOf, row);
    if (group >= 0) offsets[group + 1] = at(offsets, group + 1) + 1;
  }
  for (let group = 0; group < groups; group += 1) {
    offsets[group + 1] = at(offsets, group + 1) + at(offsets, group);
  }
  const next = offsets.slice(0, groups);
  const rows = sharedInts(at(offsets, groups));
  for (let row = 0; row < groupOf.length; row += 1) {
    const group = at(groupOf, row);
    if (group < 0) continue;
    const place = at(next, group);
    rows[place] = row;
    next[group] = place + 1;
  }
  return { offsets, rows };
}

export function rowsOf(groups: Groups, group: number): Int32Array {
  return groups.rows.subarray(at(groups.offsets, group), at(groups.offsets, group + 1));
}
