import { at, type Groups, groupRows, IntColumn, rowsOf } from '../../feed/columns.ts';
import { FloatColumn } from '../../feed/float-column.ts';
import type { RowView } from './row-view.ts';

/** Points of shapes.txt in the order of the file; NaN is a missing distance. */
export interface ShapePoints {
  /** `shape_id` -> shape. */
  readonly index: ReadonlyMap<string, number>;
  readonly lines: Int32Array;
  readonly sequences: Int32Array;
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  readonly distances: Float64Array;
  /** Shape -> its points by `shape_pt_sequence`. */
  readonly ofShape: Groups;
}

/** Collects the points of a feed: 40 bytes each, however long their ids are. */
export class ShapeCollector {
  readonly #index = new Map<string, number>();
  readonly #shapes = new IntColumn();
  readonly #lines = new IntColumn();
  readonly #sequences = new IntColumn();
  readonly #latitudes = new FloatColumn();
  readonly #longitudes = new FloatColumn();
  readonly #distances = new FloatColumn();

  add(row: RowView): void {
    const id = row.text('shape_id');
    const shape = this.#index.get(id) ?? this.#index.size;
    this.#index.set(id, shape);
    this.#shapes.push(shape);
    this.#lines.push(row.line);
    this.#sequences.push(row.number('shape_pt_sequence') ?? 0);
    this.#latitudes.push(row.number('shape_pt_lat') ?? 0);
    this.#longitudes.push(row.number('shape_pt_lon') ?? 0);
    this.#distances.push(row.number('shape_dist_traveled') ?? Number.NaN);
  }

  has(id: string): boolean {
    return this.#index.has(id);
  }

  finish(): ShapePoints {
    const sequences = this.#sequences.toArray();
    const ofShape = groupRows(this.#shapes.toArray(), this.#index.size);
    for (let shape = 0; shape < this.#index.size; shape += 1) {
      rowsOf(ofShape, shape).sort((one, other) => at(sequences, one) - at(sequences, other) || one - other);
    }
    return {
      index: this.#index,
      lines: this.#lines.toArray(),
      sequences,
      latitudes: this.#latitudes.toArray(),
      longitudes: this.#longitudes.toArray(),
      distances: this.#distances.toArray(),
      ofShape,
    };
  }
}
