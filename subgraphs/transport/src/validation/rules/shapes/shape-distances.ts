import { at, rowsOf } from '../../../feed/columns.ts';
import { metersOf } from '../../../feed/nearby.ts';
import type { NoticeCode } from '../../../notices/catalogue.ts';
import type { ShapePoints } from '../../read/shape-columns.ts';
import type { FeedRule } from '../rule.ts';

/** Meters below which two points of equal distance may be a matter of rounding. */
const roundingMeters = 1.11;

/** Distances grow along a shape, which has several points, each with its own place in the order. */
export const shapeDistances: FeedRule = {
  needs: ['shapes.txt'],
  check({ shapePoints }, notices) {
    const { index, lines, sequences, ofShape } = shapePoints;
    for (const [id, shape] of index) {
      const rows = rowsOf(ofShape, shape);
      const notice = (code: NoticeCode, row: number, field: string) =>
        notices.add(code, 'shapes.txt', at(lines, row), field, `shape "${id}"`);
      if (rows.length === 1) notice('single_shape_point', at(rows, 0), 'shape_id');
      for (let place = 1; place < rows.length; place += 1) {
        const [previous, row] = [at(rows, place - 1), at(rows, place)];
        if (at(sequences, previous) === at(sequences, row)) notice('duplicate_key', row, 'shape_pt_sequence');
        const code = distanceProblem(shapePoints, previous, row);
        if (code !== null) notice(code, row, 'shape_dist_traveled');
      }
    }
  },
};

function distanceProblem(
  { distances, latitudes, longitudes }: ShapePoints,
  previous: number,
  row: number,
): NoticeCode | null {
  const growth = at(distances, row) - at(distances, previous);
  if (growth < 0) return 'decreasing_shape_distance';
  // A missing distance makes this NaN.
  if (growth !== 0) return null;
  const place = (each: number) => ({ latitude: at(latitudes, each), longitude: at(longitudes, each) });
  const [from, to] = [place(previous), place(row)];
  if (from.latitude === to.latitude && from.longitude === to.longitude) {
    return 'equal_shape_distance_same_coordinates';
  }
  return metersOf(from, to) >= roundingMeters
    ? 'equal_shape_distance_diff_coordinates'
    : 'equal_shape_distance_diff_coordinates_distance_below_threshold';
}
