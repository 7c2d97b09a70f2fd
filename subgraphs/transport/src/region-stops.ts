import { at, rowsOf } from './feed/columns.ts';
import type { Feed } from './feed/feed.ts';
import { locationType } from './feed/tables.ts';

/**
 * Stops of a region: all of them where the region holds the feed's own, and where it is a part of that, those
 * that the feed puts into an area of this code (areas.txt). GTFS knows no administrative regions.
 *
 * @param feedRegion code of the region that the whole feed is of
 */
export function stopsOfRegion(feed: Feed, feedRegion: string, code: string): number[] {
  if (contains(code, feedRegion)) {
    return [...feed.stops.ids.keys()].filter((row) => at(feed.stops.kinds, row) === locationType.stop);
  }
  const members = new Set<number>();
  for (const [area, rows] of feed.areas) {
    if (!contains(code, area)) continue;
    for (const row of rows) {
      // A station in an area brings its platforms.
      for (const platform of rowsOf(feed.stops.children, row)) members.add(platform);
      if (at(feed.stops.kinds, row) === locationType.stop) members.add(row);
    }
  }
  return [...members].sort((one, other) => one - other);
}

/** Codes of the regions that a stop lies in, the smallest first. */
export function regionsOfStop(feed: Feed, feedRegion: string, stop: number): string[] {
  const place = new Set([stop, at(feed.stops.parents, stop)]);
  const areas = [...feed.areas]
    .filter(([, rows]) => rows.some((row) => place.has(row)))
    .map(([area]) => area);
  return [...areas.filter((area) => contains(feedRegion, area) && area !== feedRegion), feedRegion];
}

/** Codes of GB/T 2260 nest: 330000 holds 330100 holds 330106. Codes of countries only equal themselves. */
function contains(code: string, inner: string): boolean {
  const prefix = /^\d{6}$/.test(code) ? code.replace(/(00)+$/, '') : code;
  return prefix === code ? inner === code : /^\d{6}$/.test(inner) && inner.startsWith(prefix);
}
