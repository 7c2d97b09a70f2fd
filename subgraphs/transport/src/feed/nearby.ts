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

/** A tree of positions. */
export interface LocatorData {
  /** Rows of the positions, in the order in which they were added. */
  readonly rows: Int32Array;
  /** Made by KDBush, in shared memory. */
  readonly tree: ArrayBufferLike;
}

/** Finds stops (not stations), or places of another kind, by position. */
export class StopLocator {
  readonly data: LocatorData;
  readonly #stops: Pick<StopTable, 'latitudes' | 'longitudes'>;
  readonly #tree: KDBush;

  constructor(stops: Pick<StopTable, 'latitudes' | 'longitudes'>, data: LocatorData) {
    this.data = data;
    this.#stops = stops;
    this.#tree = KDBush.from(data.tree);
  }

  /**
   * @param among rows of candidates. Default is all.
   * @param kind `location_type` of what is found. Default is that of stops.
   */
  static of(
    stops: Pick<StopTable, 'kinds' | 'latitudes' | 'longitudes'>,
    among: Iterable<number> = stops.kinds.keys(),
    kind: number = locationType.stop,
  ): StopLocator {
    const rows = Int32Array.from(among).filter((row) => at(stops.kinds, row) === kind);
    const tree = new KDBush(rows.length, 64, Float64Array, SharedArrayBuffer);
    for (const row of rows) tree.add(at(stops.longitudes, row), at(stops.latitudes, row));
    return new StopLocator(stops, { rows, tree: tree.finish().data });
  }

  /** Returns at most `limit` stops within `radius` metres, nearest first. */
  near(latitude: number, longitude: number, radius: number, limit: number): NearbyStop[] {
    return around(this.#tree, longitude, latitude, limit, radius / 1000).map((position) => {
      const stop = at(this.data.rows, position);
      const { latitudes, longitudes } = this.#stops;
      const kilometres = distance(longitude, latitude, at(longitudes, stop), at(latitudes, stop));
      return { stop, meters: kilometres * 1000 };
    });
  }
}
