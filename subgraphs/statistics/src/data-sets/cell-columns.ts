import { type ObsStatus, obsStatuses } from '../observations/obs-status.ts';
import type { Cell } from './cell.ts';

type Codes = Uint8Array | Uint16Array | Uint32Array;
type Numbers = Codes | Float64Array;

const statusNumbers = new Map(obsStatuses.map((status, number) => [status, number]));

/** Factor by which full columns grow, so that at most a quarter more than the rows is allocated. */
const growth = 1.25;

interface NewCell {
  /** Number of the code in each dimension. */
  readonly codes: readonly number[];
  /** Position in the list of periods. */
  readonly period: number;
  readonly value: number | null;
  readonly obsStatus: ObsStatus;
  readonly units: number | null;
  readonly line: number;
}

/**
 * Rows of a data set in one typed array per column: ten million take 250 MB off-heap, while objects would
 * exhaust the heap. A code takes one, two or four bytes, as the largest in its column needs.
 */
export class CellColumns {
  readonly codes: Codes[];
  periods = new Uint32Array(1024);
  lines = new Uint32Array(1024);
  #values = new Float64Array(1024);
  #statuses = new Uint8Array(1024);
  #units = new Float64Array(0);
  #size = 0;
  /** The largest number that fits in each column of codes. */
  readonly #largest: number[];

  constructor(dimensions: number) {
    this.codes = Array.from({ length: dimensions }, () => new Uint8Array(1024));
    this.#largest = this.codes.map(largestIn);
  }

  get size(): number {
    return this.#size;
  }

  add({ codes, period, value, obsStatus, units, line }: NewCell): void {
    const row = this.#size;
    if (row === this.lines.length) this.#grow();
    for (let dimension = 0; dimension < codes.length; dimension += 1) {
      const code = codes[dimension] ?? 0;
      let column = this.codes[dimension];
      if (column === undefined) continue;
      if (code > (this.#largest[dimension] ?? 0)) {
        column = wider(column, code);
        this.codes[dimension] = column;
        this.#largest[dimension] = largestIn(column);
      }
      column[row] = code;
    }
    this.periods[row] = period;
    this.lines[row] = line;
    this.#values[row] = value ?? Number.NaN;
    this.#statuses[row] = statusNumbers.get(obsStatus) ?? 0;
    if (units !== null) {
      if (this.#units.length === 0) this.#units = new Float64Array(this.lines.length).fill(Number.NaN);
      this.#units[row] = units;
    } else if (this.#units.length > 0) this.#units[row] = Number.NaN;
    this.#size += 1;
  }

  value(row: number): number | null {
    return orNull(this.#values[row]);
  }

  /** Position in `obsStatuses`. */
  statusNumber(row: number): number {
    return this.#statuses[row] ?? 0;
  }

  obsStatus(row: number): ObsStatus {
    return obsStatuses[this.statusNumber(row)] ?? 'A';
  }

  units(row: number): number | null {
    return orNull(this.#units[row]);
  }

  /** @param textOf code of a number in a dimension */
  cell(row: number, period: string, textOf: (dimension: number, code: number) => string): Cell {
    return {
      key: this.codes.map((column, dimension) => textOf(dimension, column[row] ?? 0)),
      period,
      value: this.value(row),
      obsStatus: this.obsStatus(row),
      units: this.units(row),
      line: this.lines[row] ?? 0,
    };
  }

  #grow(): void {
    const size = Math.ceil(this.lines.length * growth);
    this.lines = longer(this.lines, new Uint32Array(size));
    this.periods = longer(this.periods, new Uint32Array(size));
    this.#values = longer(this.#values, new Float64Array(size));
    this.#statuses = longer(this.#statuses, new Uint8Array(size));
    if (this.#units.length > 0) this.#units = longer(this.#units, new Float64Array(size));
    for (const [dimension, column] of this.codes.entries()) {
      this.codes[dimension] = longer(column, emptyLike(column, size));
    }
  }
}

/** The same codes with more bytes each. */
function wider(column: Codes, code: number): Codes {
  const grown = code < 2 ** 16 ? new Uint16Array(column.length) : new Uint32Array(column.length);
  grown.set(column);
  return grown;
}

function largestIn({ BYTES_PER_ELEMENT }: Codes): number {
  return 2 ** (8 * BYTES_PER_ELEMENT) - 1;
}

function emptyLike(column: Codes, size: number): Codes {
  if (column.BYTES_PER_ELEMENT === 1) return new Uint8Array(size);
  return column.BYTES_PER_ELEMENT === 2 ? new Uint16Array(size) : new Uint32Array(size);
}

function longer<Column extends Numbers>(column: Column, grown: Column): Column {
  grown.set(column);
  return grown;
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
