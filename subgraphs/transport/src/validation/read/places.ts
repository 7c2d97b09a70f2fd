import type { Coordinates } from '../../journey/query/journey-query.ts';
import type { Table } from './table.ts';

/** Maximum length of a chain of parents, which may be circular in a broken feed. */
const maxParents = 3;

/** Where stops are: their own place, or that of a parent. */
export class Places {
  readonly #stops: Table;
  readonly #cached = new Map<number, Coordinates | null>();

  constructor(stops: Table) {
    this.#stops = stops;
  }

  /** @returns `null` for a stop without a place, and for row -1 */
  of(row: number): Coordinates | null {
    const known = this.#cached.get(row);
    if (known !== undefined) return known;
    const place = this.#find(row);
    this.#cached.set(row, place);
    return place;
  }

  #find(row: number): Coordinates | null {
    for (let index = 0, stop = row; index < maxParents && stop !== -1; index += 1) {
      const latitude = this.#stops.number(stop, 'stop_lat');
      const longitude = this.#stops.number(stop, 'stop_lon');
      if (latitude !== null && longitude !== null) return { latitude, longitude };
      stop = this.#stops.find('stop_id', this.#stops.text(stop, 'parent_station'));
    }
    return null;
  }
}

/** Row of the station that a stop belongs to; itself for a station, and -1 if there is none. */
export function stationOf(stops: Table, row: number): number {
  for (let index = 0, stop = row; index < maxParents && stop !== -1; index += 1) {
    if (locationTypeOf(stops, stop) === 1) return stop;
    stop = stops.find('stop_id', stops.text(stop, 'parent_station'));
  }
  return -1;
}

/** `location_type`, which is 0 if absent. */
export function locationTypeOf(stops: Table, row: number): number {
  return stops.number(row, 'location_type') ?? 0;
}
