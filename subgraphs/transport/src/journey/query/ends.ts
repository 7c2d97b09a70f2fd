import { metersOf, StopLocator } from '../../feed/nearby.ts';
import { platformsOf } from '../../feed/platforms.ts';
import { walkSeconds } from '../footpaths.ts';
import type { End } from '../raptor/journey-end.ts';
import { never } from '../raptor/labels.ts';
import type { Timetable, Walks } from '../timetable.ts';
import type { Coordinates, Place } from './journey-query.ts';

/** Maximum straight-line distance of a walk from or to coordinates. */
const maxWalkMeters = 1_000;
/** Maximum number of nearest stops that are tried. */
const maxStops = 100;

/** Finds where journeys can begin and end. */
export class EndFinder {
  readonly #timetable: Timetable;
  #locator: StopLocator | undefined;

  constructor(timetable: Timetable) {
    this.#timetable = timetable;
  }

  /** Both ends of a journey: each is a stop, the platforms of a station, or a place with walks. */
  find(from: Place, to: Place, walks: Walks): { readonly origin: End; readonly destination: End } {
    const direct = typeof from === 'number' || typeof to === 'number' ? never : directSeconds(from, to);
    const { stopCount } = this.#timetable;
    return {
      origin: this.#end(from, stopCount, direct, walks, false),
      destination: this.#end(to, stopCount + 1, direct, walks, true),
    };
  }

  #end(place: Place, row: number, direct: number, walks: Walks, isArrival: boolean): End {
    const { stops } = this.#timetable.tables;
    if (typeof place === 'number') return { stops: platformsOf(stops, place), walks: null };
    const near = [...this.#walksAround(place, walks, isArrival)];
    return {
      stops: [],
      walks: {
        row,
        direct,
        stops: Int32Array.from(near, ([stop]) => stop),
        seconds: Int32Array.from(near, ([, seconds]) => seconds),
      },
    };
  }

  /** Stops by the street, and those in stations with pathways by entrances. */
  #walksAround(
    { latitude, longitude }: Coordinates,
    { inStations }: Walks,
    isArrival: boolean,
  ): ReadonlyMap<number, number> {
    this.#locator ??= StopLocator.of(this.#timetable.tables.stops);
    const found = new Map(inStations?.around(latitude, longitude, maxWalkMeters, maxStops, isArrival));
    for (const { stop, meters } of this.#locator.near(latitude, longitude, maxWalkMeters, maxStops)) {
      if (inStations?.ways.isInside(stop) !== true) found.set(stop, walkSeconds(meters));
    }
    return found;
  }
}

function directSeconds(from: Coordinates, to: Coordinates): number {
  const meters = metersOf(from, to);
  return meters > maxWalkMeters ? never : walkSeconds(meters);
}
