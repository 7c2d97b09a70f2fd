import type { Archive } from '../../archive/archive.ts';
import { at, groupRows, IntColumn, intAt } from '../../feed/columns.ts';
import { asSlice, inSlices } from '../../feed/slices.ts';
import { degree, noShapes, type ShapeTable } from '../../shapes/shape-table.ts';
import { FeedRefused, LoadReport } from '../load-report.ts';
import type { Row } from '../row.ts';
import { readTable } from '../table-reader.ts';

const shape = {
  file: 'shapes.txt',
  columns: ['shape_id', 'shape_pt_lat', 'shape_pt_lon', 'shape_pt_sequence'],
  // Rows beyond its own limit are only counted.
  maxRows: Number.POSITIVE_INFINITY,
};

/** 40 MB; a feed with more is served without shapes. */
const maxPoints = 5_000_000;

export interface Shapes {
  readonly shapes: ShapeTable;
  /** `shape_id` -> shape row. */
  readonly index: ReadonlyMap<string, number>;
}

const without: Shapes = { shapes: noShapes, index: new Map() };

/** Shapes only draw maps: their problems are warnings, and a feed is served without shapes if it has one. */
export async function readShapes(archive: Archive, report: LoadReport): Promise<Shapes> {
  if (!archive.has(shape.file)) return without;
  const index = new Map<string, number>();
  const [shapes, sequences] = [new IntColumn(), new IntColumn()];
  const [latitudes, longitudes] = [new IntColumn(), new IntColumn()];
  const own = new LoadReport();
  const readPoint = (row: Row) => {
    if (shapes.length === maxPoints) {
      const message = `has more than ${maxPoints} points`;
      if (own.errors === 0) own.error('number_out_of_range', shape.file, row.line, null, message);
      return;
    }
    const id = row.required('shape_id');
    const latitude = row.decimal('shape_pt_lat', -90, 90);
    const longitude = row.decimal('shape_pt_lon', -180, 180);
    const sequence = row.integer('shape_pt_sequence', 0, 2 ** 31 - 1);
    if (latitude === null || longitude === null || sequence === null) {
      own.error('missing_required_field', shape.file, row.line, null, 'a point is incomplete');
      return;
    }
    const known = index.get(id) ?? index.size;
    index.set(id, known);
    shapes.push(known);
    sequences.push(sequence);
    latitudes.push(Math.round(latitude * degree));
    longitudes.push(Math.round(longitude * degree));
  };
  await readTable(archive, shape, own, readPoint).catch((error) => {
    if (!(error instanceof FeedRefused)) throw error;
  });
  for (const problem of own.problems.slice(0, 100)) report.add({ ...problem, severity: 'WARNING' });
  if (own.errors > 0) return without;
  const { offsets, rows } = await asSlice(() => groupRows(shapes.toArray(), index.size));
  const order = sequences.toArray();
  await inSlices(index.size, (row) => {
    rows
      .subarray(at(offsets, row), at(offsets, row + 1))
      .sort((one, other) => intAt(order, one) - intAt(order, other) || one - other);
  });
  const sorted = (column: IntColumn) => {
    const values = column.toArray();
    return rows.map((row) => intAt(values, row));
  };
  return { shapes: { offsets, latitudes: sorted(latitudes), longitudes: sorted(longitudes) }, index };
}
