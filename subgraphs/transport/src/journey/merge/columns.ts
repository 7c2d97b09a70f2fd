import { at, intAt, sharedBytes, sharedInts } from '../../feed/columns.ts';

/** Integers of several tables, one after the other; `bases` are added to all but negative ones. */
export function joinInts(columns: readonly Int32Array[], bases?: readonly number[]): Int32Array {
  const joined = sharedInts(totalOf(columns));
  let end = 0;
  for (const [index, column] of columns.entries()) {
    joined.set(column, end);
    const base = bases === undefined ? 0 : at(bases, index);
    for (let row = end; base !== 0 && row < end + column.length; row += 1) {
      const value = intAt(joined, row);
      if (value >= 0) joined[row] = value + base;
    }
    end += column.length;
  }
  return joined;
}

export function joinBytes(columns: readonly Uint8Array[]): Uint8Array {
  const joined = sharedBytes(totalOf(columns));
  let end = 0;
  for (const column of columns) {
    joined.set(column, end);
    end += column.length;
  }
  return joined;
}

/** Offsets of groups of several tables, whose rows follow each other. */
export function joinOffsets(columns: readonly Int32Array[]): Int32Array {
  const joined = sharedInts(totalOf(columns) - columns.length + 1);
  let [end, base] = [0, 0];
  for (const offsets of columns) {
    for (let group = 0; group < offsets.length; group += 1)
      joined[end + group] = base + intAt(offsets, group);
    end += offsets.length - 1;
    base = intAt(joined, end);
  }
  return joined;
}

/** Rows of one numbering as rows of another. */
export function mapInts(columns: readonly Int32Array[], rows: readonly Int32Array[]): Int32Array {
  const joined = joinInts(columns);
  let end = 0;
  for (const [index, column] of columns.entries()) {
    const own = at(rows, index);
    for (let row = end; row < end + column.length; row += 1) joined[row] = intAt(own, intAt(joined, row));
    end += column.length;
  }
  return joined;
}

/** Number of rows before those of each table. */
export function basesOf(counts: readonly number[]): number[] {
  let base = 0;
  return counts.map((count) => {
    const own = base;
    base += count;
    return own;
  });
}

function totalOf(columns: readonly { readonly length: number }[]): number {
  return columns.reduce((sum, { length }) => sum + length, 0);
}
