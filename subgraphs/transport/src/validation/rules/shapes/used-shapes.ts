import { at, rowsOf } from '../../../feed/columns.ts';
import type { FeedRule } from '../rule.ts';

/** Trips use all shapes. */
export const usedShapes: FeedRule = {
  needs: ['shapes.txt', 'trips.txt'],
  check({ table, shapePoints }, notices) {
    const used = table('trips.txt').by('shape_id');
    for (const [id, shape] of shapePoints.index) {
      if (used.has(id)) continue;
      const line = at(shapePoints.lines, at(rowsOf(shapePoints.ofShape, shape), 0));
      notices.add('unused_shape', 'shapes.txt', line, 'shape_id', `"${id}"`);
    }
  },
};
