import { locationsFile } from '../../schema/gtfs-tables.ts';
import type { FeedRule } from '../rule.ts';

/** Stop times name zones that exist, and zones share no ids with stops and location groups. */
export const zones: FeedRule = {
  needs: ['stop_times.txt', locationsFile, 'stops.txt', 'location_group_stops.txt'],
  check({ table, stopTimes, zones: found }, notices) {
    const ids = new Map(found.map(({ id }, index) => [id, index]));
    for (const [row, location] of stopTimes.locations.entries()) {
      const id = stopTimes.locationIds[location];
      if (id === undefined || ids.has(id)) continue;
      const detail = `"${id}" is not in ${locationsFile}`;
      const line = stopTimes.lines[row] ?? null;
      notices.add('foreign_key_violation', 'stop_times.txt', line, 'location_id', detail);
    }
    const stops = table('stops.txt').by('stop_id');
    const groups = table('location_group_stops.txt').by('location_group_id');
    for (const id of ids.keys()) {
      if (stops.has(id) || groups.has(id)) {
        notices.add('duplicate_geography_id', locationsFile, null, 'id', `"${id}"`);
      }
    }
    for (const id of groups.keys()) {
      if (!stops.has(id)) continue;
      notices.add('duplicate_geography_id', 'location_group_stops.txt', null, 'location_group_id', `"${id}"`);
    }
  },
};
