import type { Rows } from './csv.ts';
import { lines } from './lines.ts';
import { platformsOf } from './network.ts';
import { type Place, stations } from './places.ts';

export function stopRows(): Rows {
  const station = (place: Place) => ({
    ...stopRow(place.id, place, 0),
    location_type: '1',
    parent_station: '',
    platform_code: '',
  });
  const stops = platformsOf(lines).map(({ id, place, parent, code, direction }) => ({
    ...stopRow(id, place, direction === 0 ? 0.00012 : -0.00012),
    location_type: '0',
    parent_station: parent,
    platform_code: code,
  }));
  return [...stations.map(station), ...stops];
}

/** The stop of the other direction is across the road. */
function stopRow(id: string, { name, latitude, longitude, zone }: Place, shift: number) {
  return {
    stop_id: id,
    stop_name: name,
    stop_lat: (latitude + shift).toFixed(5),
    stop_lon: (longitude + shift).toFixed(5),
    zone_id: zone,
    wheelchair_boarding: '1',
  };
}

/** Districts as GTFS areas under their official codes, by which the graph finds the stops of a region. */
export function areaTables(): Record<string, Rows> {
  const members = platformsOf(lines).map(({ id, place }) => ({ area_id: place.district, stop_id: id }));
  const areas = [...new Set(members.map(({ area_id }) => area_id))].map((area_id) => ({ area_id }));
  return { 'areas.txt': areas, 'stop_areas.txt': members };
}
