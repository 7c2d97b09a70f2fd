/**
 * Reads a column where the index is known to be inside it: an index that is not is a fault of this program and
 * must not turn into `undefined` that travels on.
 */
export function at<T>(column: { readonly [index: number]: T }, index: number): T {
  const value = column[index];
  if (value === undefined) throw new RangeError(`row ${index} is outside the column`);
  return value;
}

/** A column of integers that grows while a file is read; 4 bytes a row instead of an object. */
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
}

/** Lists of rows, one list a group, in two flat arrays. */
export interface Groups {
  /** Rows of group g are `rows[offsets[g]]` up to, without, `rows[offsets[g + 1]]`. */
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
}

/** Sorts row numbers into groups, in row order; a negative group drops the row. Linear (counting sort). */
export function groupRows(groupOf: ArrayLike<number>, groups: number): Groups {
  const offsets = new Int32Array(groups + 1);
  for (let row = 0; row < groupOf.length; row += 1) {
    const group = at(groupOf, row);
    if (group >= 0) offsets[group + 1] = at(offsets, group + 1) + 1;
  }
  for (let group = 0; group < groups; group += 1) {
    offsets[group + 1] = at(offsets, group + 1) + at(offsets, group);
  }
  const next = offsets.slice(0, groups);
  const rows = new Int32Array(at(offsets, groups));
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
