import { locationTypeOf } from '../../read/places.ts';
import type { FeedRule } from '../rule.ts';

/** Pathways join places that can be walked to: no station, no platform with boarding areas, no outer stop. */
export const pathwayEnds: FeedRule = {
  needs: ['pathways.txt', 'stops.txt'],
  check({ table }, notices) {
    const pathways = table('pathways.txt');
    const stops = table('stops.txt');
    for (const row of pathways.rows()) {
      for (const field of ['from_stop_id', 'to_stop_id']) {
        const id = pathways.text(row, field);
        const stop = stops.find('stop_id', id);
        if (stop === -1) continue;
        const type = locationTypeOf(stops, stop);
        if (type === 1) pathways.notice(notices, 'pathway_to_wrong_location_type', row, field);
        if (type === 0 && stops.by('parent_station').has(id)) {
          pathways.notice(notices, 'pathway_to_platform_with_boarding_areas', row, field);
        }
        if (stops.number(stop, 'stop_access') === 1) {
          pathways.notice(notices, 'pathway_to_stop_with_access_outside_of_station_pathways', row, field);
        }
      }
    }
  },
};
