import { locationTypeOf } from '../../read/places.ts';
import type { FeedRule } from '../rule.ts';

/** `location_type` of the parent by that of the child. */
const expectedParents: Readonly<Record<number, number>> = { 0: 1, 2: 1, 3: 1, 4: 0 };

/** Parents exist and are stations, or stops for boarding areas; a station has stops. */
export const parentStations: FeedRule = {
  needs: ['stops.txt'],
  check({ table }, notices) {
    const stops = table('stops.txt');
    const used = new Set<number>();
    for (const row of stops.rows()) {
      const type = locationTypeOf(stops, row);
      if (!stops.has(row, 'parent_station')) continue;
      const parent = stops.find('stop_id', stops.text(row, 'parent_station'));
      if (parent === -1) stops.notice(notices, 'foreign_key_violation', row, 'parent_station');
      if (parent === -1 || type === 1) continue;
      if (type === 0) used.add(parent);
      const expected = expectedParents[type];
      const actual = locationTypeOf(stops, parent);
      if (expected !== undefined && actual !== expected) {
        const detail = `location_type ${actual} instead of ${expected}`;
        stops.notice(notices, 'wrong_parent_location_type', row, 'parent_station', detail);
      }
    }
    for (const row of stops.rows()) {
      if (locationTypeOf(stops, row) === 1 && !used.has(row)) {
        stops.notice(notices, 'unused_station', row, 'stop_id');
      }
    }
  },
};
