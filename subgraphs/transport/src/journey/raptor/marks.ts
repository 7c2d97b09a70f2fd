import { intAt } from '../../feed/columns.ts';

/** A set of row numbers, reused between rounds. */
export class Marks {
  readonly #isMarked: Uint8Array;
  readonly #rows: Int32Array;
  size = 0;

  constructor(rows: number) {
    this.#isMarked = new Uint8Array(rows);
    this.#rows = new Int32Array(rows);
  }

  /** @returns whether the row is new */
  add(row: number): boolean {
    if (this.#isMarked[row] === 1) return false;
    this.#isMarked[row] = 1;
    this.#rows[this.size] = row;
    this.size += 1;
    return true;
  }

  /** The `index`-th added row. */
  row(index: number): number {
    return intAt(this.#rows, index);
  }

  clear(): void {
    for (let index = 0; index < this.size; index += 1) this.#isMarked[this.row(index)] = 0;
    this.size = 0;
  }
}
