import { at } from '../../feed/columns.ts';
import { StopLocator } from '../../feed/nearby.ts';
import { locationType } from '../../feed/tables.ts';
import type { PathwayTable } from '../../pathways/pathway-table.ts';
import { maxNeighbours, metersBetween, minWalkSeconds, walkSeconds } from '../footpaths.ts';
import type { PlanningTables } from '../planning-tables.ts';
import { StationWays, type WaysByStop } from './station-ways.ts';

/** Walks to and from stops in stations with pathways: inside, and by entrances from the street. */
export class StationWalks {
  readonly ways: StationWays;
  readonly onlyAccessible: boolean;
  readonly #stops: PlanningTables['stops'];
  readonly #locator: StopLocator;
  readonly #entrances: StopLocator;

  constructor(stops: PlanningTables['stops'], pathways: PathwayTable, onlyAccessible: boolean) {
    this.ways = new StationWays(stops, pathways, onlyAccessible);
    this.onlyAccessible = onlyAccessible;
    this.#stops = stops;
    this.#locator = new StopLocator(stops);
    this.#entrances = new StopLocator(stops, this.ways.entrances, locationType.entrance);
  }

  /**
   * Seconds from a stop to others that pathways lead to or from, by the street if that is shorter.
   *
   * @param station stops of the same station, at any distance
   * @param radius maximum straight-line distance on the street, in metres
   */
  from(stop: number, station: Iterable<number>, radius: number): WaysByStop {
    const found = new Map<number, number>();
    const reach = (to: number, seconds: number) => {
      if (to !== stop && seconds < (found.get(to) ?? Number.POSITIVE_INFINITY)) found.set(to, seconds);
    };
    for (const [to, seconds] of this.ways.platformsFrom(stop)) reach(to, Math.max(minWalkSeconds, seconds));
    const streets = new Map<number, number>();
    for (const [exit, inside] of this.#exitsOf(stop)) {
      for (const { stop: entrance, meters } of this.#near(this.#entrances, exit, radius)) {
        const street = inside + walkSeconds(meters);
        if (entrance !== exit && street < (streets.get(entrance) ?? Number.POSITIVE_INFINITY))
          streets.set(entrance, street);
      }
      // Pathways do not matter between two stops on the street.
      if (exit === stop) continue;
      for (const { stop: to, meters } of this.#near(this.#locator, exit, radius)) {
        if (!this.ways.isInside(to)) reach(to, inside + walkSeconds(meters));
      }
    }
    // Each entrance once: a station may have dozens of exits, and each leads to dozens of entrances.
    for (const [entrance, street] of streets) {
      for (const [to, seconds] of this.ways.platformsFrom(entrance)) reach(to, street + seconds);
    }
    this.#withinStation(stop, station, reach);
    return found;
  }

  /** Seconds between a place on the map and the platforms around it, by entrances. */
  around(latitude: number, longitude: number, radius: number, limit: number, isArrival: boolean): WaysByStop {
    const found = new Map<number, number>();
    for (const { stop: entrance, meters } of this.#entrances.near(latitude, longitude, radius, limit)) {
      const inside = isArrival ? this.ways.platformsTo(entrance) : this.ways.platformsFrom(entrance);
      for (const [stop, seconds] of inside) {
        const time = walkSeconds(meters) + seconds;
        if (time < (found.get(stop) ?? Number.POSITIVE_INFINITY)) found.set(stop, time);
      }
    }
    return found;
  }

  /** Walks on the street between two parts of one station have no maximum length. */
  #withinStation(
    stop: number,
    station: Iterable<number>,
    reach: (to: number, seconds: number) => void,
  ): void {
    const exits = this.#exitsOf(stop);
    const streets = new Map<number, number>();
    const streetTo = (entrance: number) => {
      let street = streets.get(entrance) ?? Number.POSITIVE_INFINITY;
      if (streets.has(entrance)) return street;
      for (const [exit, before] of exits) {
        if (exit === entrance) continue;
        street = Math.min(street, before + walkSeconds(metersBetween(this.#stops, exit, entrance)));
      }
      streets.set(entrance, street);
      return street;
    };
    for (const to of station) {
      if (!this.ways.isInside(stop) && !this.ways.isInside(to)) continue;
      for (const [entrance, after] of this.#entriesOf(to)) reach(to, streetTo(entrance) + after);
    }
  }

  /** Places where passengers reach the street from a stop, with the seconds to them. */
  #exitsOf(stop: number): WaysByStop {
    return this.ways.isInside(stop) ? this.ways.exitsOf(stop) : new Map([[stop, 0]]);
  }

  #entriesOf(stop: number): WaysByStop {
    return this.ways.isInside(stop) ? this.ways.entriesOf(stop) : new Map([[stop, 0]]);
  }

  #near(locator: StopLocator, place: number, radius: number) {
    const { latitudes, longitudes } = this.#stops;
    return locator.near(at(latitudes, place), at(longitudes, place), radius, maxNeighbours);
  }
}
