import { metersOf, StopLocator } from '../../feed/nearby.ts';
import { platformsOf } from '../../feed/platforms.ts';
import { walkSeconds } from '../footpaths.ts';
import type { End } from '../raptor/journey-end.ts';
import { never } from '../raptor/labels.ts';
import type { Timetable } from '../timetable.ts';
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
  find(from: Place, to: Place): { readonly origin: End; readonly destination: End } {
    const direct = typeof from === 'number' || typeof to === 'number' ? never : directSeconds(from, to);
    const { stopCount } = this.#timetable;
    return {
      origin: this.#end(from, stopCount, direct),
      destination: this.#end(to, stopCount + 1, direct),
    };
  }

  #end(place: Place, row: number, direct: number): End {
    const { stops } = this.#timetable.tables;
    if (typeof place === 'number') return { stops: platformsOf(stops, place), walks: null };
    this.#locator ??= new StopLocator(stops);
    const near = this.#locator.near(place.latitude, place.longitude, maxWalkMeters, maxStops);
    return {
      stops: [],
      walks: {
        row,
        direct,
        stops: Int32Array.from(near, ({ stop }) => stop),
        seconds: Int32Array.from(near, ({ meters }) => walkSeconds(meters)),
      },
    };
  }
}

function directSeconds(from: Coordinates, to: Coordinates): number {
  const meters = metersOf(from, to);
  return meters > maxWalkMeters ? never : walkSeconds(meters);
}
