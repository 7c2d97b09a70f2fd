import { columnsOf } from '../observations/code-layout.ts';
import type { CellColumns } from './cell-columns.ts';

type Column = Uint8Array | Uint16Array | Uint32Array;

/**
 * The rows in the order in which the engine stores them: by region, the other dimensions, and period, each by
 * its text. Rows of the same key keep their order. Counting sort, from the last column to the first.
 *
 * @param codes of each dimension, by their numbers in the cells
 * @param periods ranks of the periods, by their numbers in the cells
 * @param regionPosition of the dimension of regions; -1 if there is none
 */
export function sortRows(
  cells: CellColumns,
  codes: readonly (readonly string[])[],
  periods: Uint32Array,
  regionPosition: number,
): Uint32Array {
  let rows = numbersBelow(cells.size);
  let other = new Uint32Array(cells.size);
  const pass = (column: Column, ranks: Uint32Array) => {
    sortBy(rows, other, column, ranks);
    [rows, other] = [other, rows];
  };
  pass(cells.periods, periods);
  const columns = columnsOf(codes.length, regionPosition);
  const positions = [...columns.keys()].sort((one, two) => Number(columns[two]) - Number(columns[one]));
  for (const position of positions) pass(cells.codes[position] ?? other, ranksOf(codes[position] ?? []));
  return rows;
}

/** Reports each row with the dimensions and period of an earlier one. @param order of `sortRows` */
export function findDuplicates(
  { codes, periods }: CellColumns,
  order: Uint32Array,
  report: (row: number, earlier: number) => void,
): void {
  let earlier = order[0] ?? 0;
  for (const row of order.subarray(1)) {
    let isSame = periods[row] === periods[earlier];
    for (let dimension = 0; isSame && dimension < codes.length; dimension += 1) {
      const column = codes[dimension];
      isSame = column?.[row] === column?.[earlier];
    }
    if (isSame) report(row, earlier);
    else earlier = row;
  }
}

function numbersBelow(count: number): Uint32Array<ArrayBuffer> {
  return new Uint32Array(count).map((_, index) => index);
}

/** @param ranks by value of the column */
function sortBy(rows: Uint32Array, sorted: Uint32Array, column: Column, ranks: Uint32Array): void {
  const starts = new Uint32Array(ranks.length + 1);
  for (let row = 0; row < rows.length; row += 1) {
    const next = (ranks[column[row] ?? 0] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let key = 1; key < starts.length; key += 1) starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const key = ranks[column[row] ?? 0] ?? 0;
    const at = starts[key] ?? 0;
    sorted[at] = row;
    starts[key] = at + 1;
  }
}

/** Rank of each code in the order of the texts, by its number. */
export function ranksOf(texts: readonly string[]): Uint32Array {
  const ranks = new Uint32Array(texts.length);
  const order = [...texts.keys()].sort((one, two) => ((texts[one] ?? '') < (texts[two] ?? '') ? -1 : 1));
  for (const [rank, number] of order.entries()) ranks[number] = rank;
  return ranks;
}
