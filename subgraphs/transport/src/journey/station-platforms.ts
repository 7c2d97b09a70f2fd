import { at, rowsOf } from '../feed/columns.ts';
import { StopLocator } from '../feed/nearby.ts';
import type { PlanningTables } from './planning-tables.ts';

/** More platforms than any station has, because footpaths between n platforms are n² rows. */
const maxPlatforms = 256;

/** Finds a station's platforms as seen from a stop: all, or the nearest if there are too many. */
export class StationPlatforms {
  readonly #stops: PlanningTables['stops'];
  readonly #locators = new Map<number, StopLocator>();

  constructor(stops: PlanningTables['stops']) {
    this.#stops = stops;
  }

  of(station: number, seenFrom: number): ArrayLike<number> & Iterable<number> {
    const platforms = rowsOf(this.#stops.children, station);
    if (platforms.length <= maxPlatforms) return platforms;
    const { latitudes, longitudes } = this.#stops;
    return this.#locator(station, platforms)
      .near(at(latitudes, seenFrom), at(longitudes, seenFrom), Number.POSITIVE_INFINITY, maxPlatforms)
      .map(({ stop }) => stop);
  }

  #locator(station: number, platforms: Int32Array): StopLocator {
    const locator = this.#locators.get(station) ?? StopLocator.of(this.#stops, platforms);
    this.#locators.set(station, locator);
    return locator;
  }
}
