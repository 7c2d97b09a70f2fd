import { around, distance } from 'geokdbush';
import KDBush from 'kdbush';
import { at } from './columns.ts';
import { locationType, type StopTable } from './tables.ts';

export interface NearbyStop {
  readonly stop: number;
  /** Straight-line distance. */
  readonly meters: number;
}

interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Straight-line distance. */
export function metersOf(from: Position, to: Position): number {
  return 1000 * distance(from.longitude, from.latitude, to.longitude, to.latitude);
}

/** Finds stops (not stations), or places of another kind, by position. */
export class StopLocator {
  readonly #stops: Pick<StopTable, 'latitudes' | 'longitudes'>;
  readonly #rows: Int32Array;
  readonly #tree: KDBush;

  /**
   * @param among rows of candidates. Default is all.
   * @param kind `location_type` of what is found. Default is that of stops.
   */
  constructor(
    stops: Pick<StopTable, 'kinds' | 'latitudes' | 'longitudes'>,
    among: Iterable<number> = stops.kinds.keys(),
    kind: number = locationType.stop,
  ) {
    this.#stops = stops;
    this.#rows = Int32Array.from(among).filter((row) => at(stops.kinds, row) === kind);
    this.#tree = new KDBush(this.#rows.length);
    for (const row of this.#rows) this.#tree.add(at(stops.longitudes, row), at(stops.latitudes, row));
    this.#tree.finish();
  }

  /** Returns at most `limit` stops within `radius` metres, nearest first. */
  near(latitude: number, longitude: number, radius: number, limit: number): NearbyStop[] {
    return around(this.#tree, longitude, latitude, limit, radius / 1000).map((position) => {
      const stop = at(this.#rows, position);
      const { latitudes, longitudes } = this.#stops;
      const kilometres = distance(longitude, latitude, at(longitudes, stop), at(latitudes, stop));
      return { stop, meters: kilometres * 1000 };
    });
  }
}
