import KDBush from 'kdbush';
import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import type { Area } from '../realtime/vehicles/vehicle-index.ts';

/** Stops and stations of a feed, by place. */
interface MappedStops {
  readonly rows: Int32Array;
  readonly tree: KDBush;
}

const stopsOfFeeds = new WeakMap<Feed, MappedStops>();

/** Rows of the stops and stations in an area, in the order of the feed. */
export function stopsWithin(feed: Feed, area: Area): Int32Array {
  const known = stopsOfFeeds.get(feed) ?? indexStops(feed);
  stopsOfFeeds.set(feed, known);
  const { minLongitude, minLatitude, maxLongitude, maxLatitude } = area;
  const found = known.tree.range(minLongitude, minLatitude, maxLongitude, maxLatitude);
  return Int32Array.from(found, (index) => at(known.rows, index)).sort();
}

function indexStops({ stops }: Feed): MappedStops {
  const { kinds, longitudes, latitudes } = stops;
  const rows = Int32Array.from(kinds.keys()).filter((row) => {
    const kind = at(kinds, row);
    return kind === locationType.stop || kind === locationType.station;
  });
  const tree = new KDBush(rows.length);
  for (const row of rows) tree.add(at(longitudes, row), at(latitudes, row));
  return { rows, tree: tree.finish() };
}
