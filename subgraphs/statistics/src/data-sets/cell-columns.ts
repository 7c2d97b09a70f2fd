import { type ObsStatus, obsStatuses } from '../observations/obs-status.ts';
import type { Cell } from './cell.ts';

type Numbers = Uint8Array | Uint32Array | Float64Array;

interface NewCell {
  /** Number of the code in each dimension. */
  readonly codes: readonly number[];
  readonly firstMonth: number;
  readonly value: number | null;
  readonly obsStatus: ObsStatus;
  readonly units: number | null;
  readonly line: number;
}

/**
 * Rows of a data set in one typed array per column: ten million take 300 MB off-heap, while objects would
 * exhaust the heap.
 */
export class CellColumns {
  readonly codes: Uint32Array[];
  firstMonths = new Uint32Array(1024);
  lines = new Uint32Array(1024);
  #values = new Float64Array(1024);
  #statuses = new Uint8Array(1024);
  #units = new Float64Array(0);
  #size = 0;

  constructor(dimensions: number) {
    this.codes = Array.from({ length: dimensions }, () => new Uint32Array(1024));
  }

  get size(): number {
    return this.#size;
  }

  add({ codes, firstMonth, value, obsStatus, units, line }: NewCell): void {
    const row = this.#size;
    if (row === this.lines.length) this.#grow();
    for (let dimension = 0; dimension < codes.length; dimension += 1) {
      const column = this.codes[dimension];
      if (column !== undefined) column[row] = codes[dimension] ?? 0;
    }
    this.firstMonths[row] = firstMonth;
    this.lines[row] = line;
    this.#values[row] = value ?? Number.NaN;
    this.#statuses[row] = obsStatuses.indexOf(obsStatus);
    if (units !== null) {
      if (this.#units.length === 0) this.#units = new Float64Array(this.lines.length).fill(Number.NaN);
      this.#units[row] = units;
    } else if (this.#units.length > 0) this.#units[row] = Number.NaN;
    this.#size += 1;
  }

  value(row: number): number | null {
    return orNull(this.#values[row]);
  }

  obsStatus(row: number): ObsStatus {
    return obsStatuses[this.#statuses[row] ?? 0] ?? 'A';
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
    const size = Math.ceil(this.lines.length * 1.5);
    this.lines = longer(this.lines, new Uint32Array(size));
    this.firstMonths = longer(this.firstMonths, new Uint32Array(size));
    this.#values = longer(this.#values, new Float64Array(size));
    this.#statuses = longer(this.#statuses, new Uint8Array(size));
    if (this.#units.length > 0) this.#units = longer(this.#units, new Float64Array(size));
    for (const [dimension, column] of this.codes.entries()) {
      this.codes[dimension] = longer(column, new Uint32Array(size));
    }
  }
}

function longer<Column extends Numbers>(column: Column, grown: Column): Column {
  grown.set(column);
  return grown;
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
