import TinyQueue from 'tinyqueue';
import { at, type Groups, groupRows, intAt, rowsOf } from '../../feed/columns.ts';
import { locationType } from '../../feed/tables.ts';
import type { PathwayTable } from '../../pathways/pathway-table.ts';
import type { PlanningTables } from '../planning-tables.ts';
import { connectedParts } from './connected-parts.ts';

type Stops = Pick<PlanningTables['stops'], 'kinds' | 'parents' | 'wheelchair' | 'access'>;

/** Stop row -> seconds on foot. */
export type WaysByStop = ReadonlyMap<number, number>;

const none: WaysByStop = new Map();
/** Maxima of a station, which is searched from each platform and entrance; real stations have hundreds. */
const mostInStation = { places: 2_000, links: 10_000 };
/** Bounds of the ways from a place, because the walks through a station are products of them. */
const maxPlatforms = 256;
export const maxEntrances = 64;
const directAccess = 1;
const notAccessible = 2;

/** The quickest ways from a place, in order of their time. */
interface WaysFrom {
  readonly platforms: WaysByStop;
  readonly entrances: WaysByStop;
}

/** Shortest ways through stations by pathways.txt, which describes a station completely or not at all. */
export class StationWays {
  /** Entrances with pathways. */
  readonly entrances: readonly number[];
  readonly #stops: Stops;
  readonly #pathways: PathwayTable;
  readonly #onlyAccessible: boolean;
  /** Place -> pathways at its ends. */
  readonly #starting: Groups;
  readonly #ending: Groups;
  /** Platform -> its places: itself, and its boarding areas. */
  readonly #areas: Groups;
  /** Place -> number of its connected part; -1 without pathways, or in too large a part. */
  readonly #parts: Int32Array;
  readonly #partsWithEntrance: ReadonlySet<number>;
  readonly #ways = new Map<number, WaysFrom>();
  /** Entrance -> platforms that can be left by it. */
  #leading: ReadonlyMap<number, WaysByStop> | undefined;
  /** Platform -> entrances that lead to it. */
  #entering: ReadonlyMap<number, WaysByStop> | undefined;

  /** @param onlyAccessible whether to use only ways and entrances for wheelchairs */
  constructor(stops: Stops, pathways: PathwayTable, onlyAccessible: boolean) {
    const count = stops.kinds.length;
    this.#stops = stops;
    this.#pathways = pathways;
    this.#onlyAccessible = onlyAccessible;
    this.#starting = groupRows(pathways.from, count);
    this.#ending = groupRows(pathways.to, count);
    this.#areas = groupRows(
      Int32Array.from(stops.kinds, (kind, place) =>
        kind === locationType.boardingArea ? at(stops.parents, place) : -1,
      ),
      count,
    );
    const areas = [...stops.kinds.keys()].filter(
      (place) => at(stops.kinds, place) === locationType.boardingArea && this.#hasPathway(place),
    );
    this.#parts = connectedParts(
      count,
      [...pathways.from, ...areas],
      [...pathways.to, ...areas.map((area) => at(stops.parents, area))],
      mostInStation,
    );
    this.entrances = [...this.#parts.keys()].filter(
      (place) => intAt(this.#parts, place) !== -1 && at(stops.kinds, place) === locationType.entrance,
    );
    this.#partsWithEntrance = new Set(this.entrances.map((place) => intAt(this.#parts, place)));
  }

  /** Whether pathways describe the ways to a stop. */
  has(stop: number): boolean {
    return at(this.#parts, stop) !== -1 && at(this.#stops.access, stop) !== directAccess;
  }

  /** Whether a stop is reached from the street only by entrances. */
  isInside(stop: number): boolean {
    return this.has(stop) && this.#partsWithEntrance.has(intAt(this.#parts, stop));
  }

  /** Whether pathways say how to get from one stop to another, and not a straight line. */
  describes(from: number, to: number): boolean {
    if (this.isInside(from) || this.isInside(to)) return true;
    return this.has(from) && this.has(to) && at(this.#parts, from) === at(this.#parts, to);
  }

  /** Seconds from a platform or an entrance to the platforms that pathways lead to, the nearest first. */
  platformsFrom(place: number): WaysByStop {
    return this.#waysFrom(place).platforms;
  }

  /** Seconds from a platform to the entrances that it can be left by, the nearest first. */
  exitsOf(platform: number): WaysByStop {
    return this.#waysFrom(platform).entrances;
  }

  /** Seconds to an entrance from the platforms that can be left by it. */
  platformsTo(entrance: number): WaysByStop {
    this.#leading ??= inverted(this.#platforms(), (platform) => this.exitsOf(platform), maxPlatforms);
    return this.#leading.get(entrance) ?? none;
  }

  /** Seconds to a platform from the entrances that lead to it, the nearest first. */
  entriesOf(platform: number): WaysByStop {
    this.#entering ??= inverted(this.entrances, (entrance) => this.platformsFrom(entrance), maxEntrances);
    return this.#entering.get(platform) ?? none;
  }

  #platforms(): readonly number[] {
    return [...this.#stops.kinds.keys()].filter(
      (place) => at(this.#stops.kinds, place) === locationType.stop && this.has(place),
    );
  }

  #hasPathway(place: number): boolean {
    return rowsOf(this.#starting, place).length > 0 || rowsOf(this.#ending, place).length > 0;
  }

  #waysFrom(from: number): WaysFrom {
    const known = this.#ways.get(from) ?? this.#search(from);
    this.#ways.set(from, known);
    return known;
  }

  /** Dijkstra's algorithm: each pathway is followed once, and places are reached in order of their time. */
  #search(from: number): WaysFrom {
    const platforms = new Map<number, number>();
    const entrances = new Map<number, number>();
    if (at(this.#parts, from) === -1) return { platforms, entrances };
    const best = new Map<number, number>();
    const queue = new TinyQueue<Reached>([], (one, other) => one.seconds - other.seconds);
    const reach = (place: number, seconds: number) => {
      if (seconds >= (best.get(place) ?? Number.POSITIVE_INFINITY) || !this.#isOpen(place)) return;
      best.set(place, seconds);
      queue.push({ place, seconds });
    };
    const settle = (found: Map<number, number>, most: number, place: number, seconds: number) => {
      if (place !== from && found.size < most && !found.has(place)) found.set(place, seconds);
    };
    for (const place of this.#placesOf(from)) reach(place, 0);
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const { place, seconds } = next;
      if (seconds > (best.get(place) ?? 0)) continue;
      const kind = at(this.#stops.kinds, place);
      if (kind === locationType.entrance) settle(entrances, maxEntrances, place, seconds);
      else if (kind === locationType.stop) settle(platforms, maxPlatforms, place, seconds);
      else if (kind === locationType.boardingArea)
        settle(platforms, maxPlatforms, intAt(this.#stops.parents, place), seconds);
      if (platforms.size === maxPlatforms && entrances.size === maxEntrances) break;
      this.#follow(place, seconds, reach);
    }
    return { platforms, entrances };
  }

  #follow(place: number, seconds: number, reach: (place: number, seconds: number) => void): void {
    for (const row of rowsOf(this.#starting, place)) {
      if (this.#isUsable(row))
        reach(intAt(this.#pathways.to, row), seconds + at(this.#pathways.seconds, row));
    }
    for (const row of rowsOf(this.#ending, place)) {
      if (at(this.#pathways.bidirectional, row) === 0 || !this.#isUsable(row)) continue;
      reach(intAt(this.#pathways.from, row), seconds + at(this.#pathways.seconds, row));
    }
  }

  /** A platform with boarding areas is reached through these. */
  #placesOf(place: number): readonly number[] {
    return [place, ...rowsOf(this.#areas, place)];
  }

  #isUsable(pathway: number): boolean {
    return !this.#onlyAccessible || at(this.#pathways.accessible, pathway) === 1;
  }

  /** An entrance without a value of its own has that of its station (stops.txt, `wheelchair_boarding`). */
  #isOpen(place: number): boolean {
    const { kinds, wheelchair, parents } = this.#stops;
    if (!this.#onlyAccessible || at(kinds, place) !== locationType.entrance) return true;
    const parent = intAt(parents, place);
    const own = at(wheelchair, place);
    return (own === 0 && parent !== -1 ? at(wheelchair, parent) : own) !== notAccessible;
  }
}

interface Reached {
  readonly place: number;
  readonly seconds: number;
}

/** The quickest ways, in order of their time. */
export function quickest(ways: WaysByStop, most: number): WaysByStop {
  return new Map([...ways].sort(([, one], [, other]) => one - other).slice(0, most));
}

/** Indexes ways by their ends instead of their beginnings. */
function inverted(
  beginnings: readonly number[],
  waysOf: (beginning: number) => WaysByStop,
  most: number,
): ReadonlyMap<number, WaysByStop> {
  const found = new Map<number, Map<number, number>>();
  for (const beginning of beginnings) {
    for (const [end, seconds] of waysOf(beginning)) {
      const known = found.get(end) ?? new Map<number, number>();
      found.set(end, known.set(beginning, seconds));
    }
  }
  return new Map([...found].map(([end, ways]) => [end, quickest(ways, most)]));
}
