import { at } from '../../feed/columns.ts';
import { StopLocator } from '../../feed/nearby.ts';
import { locationType } from '../../feed/tables.ts';
import type { PathwayTable } from '../../pathways/pathway-table.ts';
import { maxNeighbours, maxWalkMeters, metersBetween, minWalkSeconds, walkSeconds } from '../footpaths.ts';
import type { PlanningTables } from '../planning-tables.ts';
import { maxEntrances, quickest, StationWays, type WaysByStop } from './station-ways.ts';

/** Entrances of each platform that are tried for walks on the street of any length. */
const maxDistantEntrances = 8;

/** Walks on the street from one place. */
interface Street {
  readonly entrances: WaysByStop;
  readonly stops: WaysByStop;
}

/** Walks to and from stops in stations with pathways: inside, and by entrances from the street. */
export class StationWalks {
  readonly ways: StationWays;
  readonly onlyAccessible: boolean;
  readonly #stops: PlanningTables['stops'];
  readonly #locator: StopLocator;
  readonly #entrances: StopLocator;
  readonly #streets = new Map<number, Street>();

  constructor(stops: PlanningTables['stops'], pathways: PathwayTable, onlyAccessible: boolean) {
    this.ways = new StationWays(stops, pathways, onlyAccessible);
    this.onlyAccessible = onlyAccessible;
    this.#stops = stops;
    this.#locator = StopLocator.of(stops);
    this.#entrances = StopLocator.of(stops, this.ways.entrances, locationType.entrance);
  }

  /**
   * Seconds from a stop to others that pathways lead to or from, by the street if that is shorter.
   *
   * @param station stops of the same station, at any distance
   */
  from(stop: number, station: Iterable<number>): WaysByStop {
    const found = new Map<number, number>();
    const reach = (to: number, seconds: number) => {
      if (to !== stop) improve(found, to, seconds);
    };
    for (const [to, seconds] of this.ways.platformsFrom(stop)) reach(to, Math.max(minWalkSeconds, seconds));
    const exits = this.#exitsOf(stop);
    const streets = new Map<number, number>();
    for (const [exit, inside] of exits) {
      const street = exit === stop ? this.#streetFromStop(stop) : this.#streetFromExit(exit);
      for (const [entrance, seconds] of street.entrances) improve(streets, entrance, inside + seconds);
      for (const [to, seconds] of street.stops) reach(to, inside + seconds);
    }
    // Each entrance once: a station may have dozens of exits, and each leads to dozens of entrances.
    for (const [entrance, street] of quickest(streets, maxEntrances)) {
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
        improve(found, stop, walkSeconds(meters) + seconds);
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
    const exits = first(maxDistantEntrances, this.#exitsOf(stop));
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
      for (const [entrance, after] of first(maxDistantEntrances, this.#entriesOf(to)))
        reach(to, streetTo(entrance) + after);
    }
  }

  /** Places where passengers reach the street from a stop, with the seconds to them. */
  #exitsOf(stop: number): WaysByStop {
    return this.ways.isInside(stop) ? this.ways.exitsOf(stop) : new Map([[stop, 0]]);
  }

  #entriesOf(stop: number): WaysByStop {
    return this.ways.isInside(stop) ? this.ways.entriesOf(stop) : new Map([[stop, 0]]);
  }

  /** Pathways do not matter between two stops on the street. */
  #streetFromStop(stop: number): Street {
    return { entrances: this.#near(this.#entrances, stop, () => true), stops: new Map() };
  }

  /** Found once for an exit, which is that of many platforms. */
  #streetFromExit(exit: number): Street {
    const street = this.#streets.get(exit) ?? {
      entrances: this.#near(this.#entrances, exit, (entrance) => entrance !== exit),
      stops: this.#near(this.#locator, exit, (stop) => !this.ways.isInside(stop)),
    };
    this.#streets.set(exit, street);
    return street;
  }

  #near(locator: StopLocator, place: number, isEnd: (stop: number) => boolean): WaysByStop {
    const { latitudes, longitudes } = this.#stops;
    const near = locator.near(at(latitudes, place), at(longitudes, place), maxWalkMeters, maxNeighbours);
    return new Map(
      near.filter(({ stop }) => isEnd(stop)).map(({ stop, meters }) => [stop, walkSeconds(meters)]),
    );
  }
}

function improve(times: Map<number, number>, stop: number, seconds: number): void {
  if (seconds < (times.get(stop) ?? Number.POSITIVE_INFINITY)) times.set(stop, seconds);
}

function first(most: number, ways: WaysByStop): readonly (readonly [stop: number, seconds: number])[] {
  return [...ways].slice(0, most);
}
