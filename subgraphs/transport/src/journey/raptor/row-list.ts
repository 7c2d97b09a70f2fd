import { intAt } from '../../feed/columns.ts';

/** A growing list of row numbers, reused between searches. */
export class RowList {
  #rows = new Int32Array(64);
  size = 0;

  push(row: number): void {
    if (this.size === this.#rows.length) {
      const larger = new Int32Array(2 * this.size);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#rows[this.size] = row;
    this.size += 1;
  }

  /** The `index`-th added row. */
  row(index: number): number {
    return intAt(this.#rows, index);
  }

  clear(): void {
    this.size = 0;
  }
}
