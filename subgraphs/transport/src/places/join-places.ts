import { around } from 'geokdbush';
import KDBush from 'kdbush';
import { at, intAt, sharedInts } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { metersOf } from '../feed/nearby.ts';
import { asSlice, inSlices } from '../feed/slices.ts';
import { locationType } from '../feed/tables.ts';
import { JoinedPlaces, type PlaceInFeed } from './joined-places.ts';
import { haveSameName, haveSimilarNames, namesOfPlace } from './place-names.ts';

/** Maximum distances, in metres. Stops on opposite sides of a street have one name, but are further apart. */
const reach = {
  stop: { name: 15, code: 50 },
  station: { name: 250, code: 500 },
} as const;
/** Maximum neighbours to compare; more than any place has. */
const maxNeighbours = 32;

/** Two rows that may be the same place. */
interface Pair {
  readonly row: number;
  readonly place: number;
  readonly meters: number;
}

/**
 * Finds stops and stations of different feeds that are the same place: near each other, and with similar
 * names or the same code. Each is joined with at most one of each other feed, the nearest first.
 */
export async function joinPlaces(feeds: readonly Feed[]): Promise<JoinedPlaces> {
  const joining = new Joining(feeds);
  for (const feed of feeds.keys()) await joining.add(feed);
  return joining.finish();
}

class Joining {
  readonly #feeds: readonly Feed[];
  readonly #of: Int32Array[] = [];
  /** Place -> the first stop or station that has it. */
  readonly #first: PlaceInFeed[] = [];

  constructor(feeds: readonly Feed[]) {
    this.#feeds = feeds;
  }

  finish(): JoinedPlaces {
    return new JoinedPlaces(this.#first.length, this.#of);
  }

  async add(feed: number): Promise<void> {
    const { stops } = at(this.#feeds, feed);
    const places = sharedInts(stops.ids.length).fill(-1);
    if (feed > 0) {
      await this.#join(feed, places, locationType.stop);
      this.#joinStationsOf(feed, places);
      await this.#join(feed, places, locationType.station);
    }
    for (let row = 0; row < places.length; row += 1) {
      if (intAt(places, row) !== -1) continue;
      places[row] = this.#first.length;
      this.#first.push({ feed, row });
    }
    this.#of.push(places);
  }

  /** Joins rows with earlier places, the nearest pairs first. */
  async #join(feed: number, places: Int32Array, kind: number): Promise<void> {
    const pairs = await this.#pairs(feed, places, kind);
    const taken = new Set(places);
    for (const { row, place } of pairs.sort((one, other) => one.meters - other.meters)) {
      if (intAt(places, row) !== -1 || taken.has(place)) continue;
      places[row] = place;
      taken.add(place);
    }
  }

  async #pairs(feed: number, places: Int32Array, kind: number): Promise<Pair[]> {
    const { stops } = at(this.#feeds, feed);
    const limits = kind === locationType.station ? reach.station : reach.stop;
    const candidates = [...this.#first.keys()].filter((place) => this.#kindOf(place) === kind);
    const tree = await asSlice(() => this.#treeOf(candidates));
    const pairs: Pair[] = [];
    await inSlices(places.length, (row) => {
      if (at(stops.kinds, row) !== kind || intAt(places, row) !== -1) return;
      const position = [at(stops.longitudes, row), at(stops.latitudes, row)] as const;
      for (const found of around(tree, ...position, maxNeighbours, limits.code / 1000)) {
        const place = at(candidates, found);
        const meters = this.#metersBetween({ feed, row }, at(this.#first, place));
        if (this.#isSame({ feed, row }, at(this.#first, place), meters)) pairs.push({ row, place, meters });
      }
    });
    return pairs;
  }

  #isSame(one: PlaceInFeed, other: PlaceInFeed, meters: number): boolean {
    const [first, second] = [at(this.#feeds, one.feed), at(this.#feeds, other.feed)];
    const isStation = at(first.stops.kinds, one.row) === locationType.station;
    const limits = isStation ? reach.station : reach.stop;
    const [code, otherCode] = [first.stops.codes.at(one.row), second.stops.codes.at(other.row)];
    if (code !== '' && code === otherCode && meters <= limits.code) return true;
    if (meters > limits.name) return false;
    const [platform, otherPlatform] = [
      first.stops.platforms.at(one.row),
      second.stops.platforms.at(other.row),
    ];
    if (platform !== '' && otherPlatform !== '' && platform !== otherPlatform) return false;
    const names = namesOfPlace(first, one.row);
    const otherNames = namesOfPlace(second, other.row);
    return isStation ? haveSameName(names, otherNames) : haveSimilarNames(names, otherNames);
  }

  /** Stations of joined platforms are the same station. */
  #joinStationsOf(feed: number, places: Int32Array): void {
    const { parents } = at(this.#feeds, feed).stops;
    const taken = new Set(places);
    for (let row = 0; row < places.length; row += 1) {
      const [place, parent] = [intAt(places, row), intAt(parents, row)];
      if (place === -1 || parent === -1 || intAt(places, parent) !== -1) continue;
      const first = at(this.#first, place);
      const station = intAt(at(this.#feeds, first.feed).stops.parents, first.row);
      if (station === -1) continue;
      const joined = intAt(at(this.#of, first.feed), station);
      if (taken.has(joined)) continue;
      places[parent] = joined;
      taken.add(joined);
    }
  }

  #kindOf(place: number): number {
    const { feed, row } = at(this.#first, place);
    return at(at(this.#feeds, feed).stops.kinds, row);
  }

  #treeOf(places: readonly number[]): KDBush {
    const tree = new KDBush(places.length);
    for (const place of places) {
      const { longitude, latitude } = this.#positionOf(at(this.#first, place));
      tree.add(longitude, latitude);
    }
    return tree.finish();
  }

  #positionOf({ feed, row }: PlaceInFeed) {
    const { latitudes, longitudes } = at(this.#feeds, feed).stops;
    return { latitude: at(latitudes, row), longitude: at(longitudes, row) };
  }

  #metersBetween(one: PlaceInFeed, other: PlaceInFeed): number {
    return metersOf(this.#positionOf(one), this.#positionOf(other));
  }
}
