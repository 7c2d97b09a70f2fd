import { at, rowsOf } from './feed/columns.ts';
import type { Feed } from './feed/feed.ts';
import { locationType } from './feed/tables.ts';

/**
 * Stops of a region: all if it contains the feed's region; within that, those of the area with this code
 * (areas.txt), because GTFS has no regions.
 *
 * @param feedRegion region code of the whole feed
 */
export function stopsOfRegion(feed: Feed, feedRegion: string, code: string): number[] {
  if (contains(code, feedRegion)) {
    return [...feed.stops.kinds.keys()].filter((row) => at(feed.stops.kinds, row) === locationType.stop);
  }
  const members = new Set<number>();
  for (const [area, rows] of feed.areas) {
    if (!contains(code, area)) continue;
    for (const row of rows) {
      // A station in an area includes its platforms.
      for (const platform of rowsOf(feed.stops.children, row)) members.add(platform);
      if (at(feed.stops.kinds, row) === locationType.stop) members.add(row);
    }
  }
  return [...members].sort((one, other) => one - other);
}

/** Region codes of a stop, the smallest first. */
export function regionsOfStop(feed: Feed, feedRegion: string, stop: number): string[] {
  const place = new Set([stop, at(feed.stops.parents, stop)]);
  const areas = [...feed.areas]
    .filter(([, rows]) => rows.some((row) => place.has(row)))
    .map(([area]) => area);
  return [...areas.filter((area) => contains(feedRegion, area) && area !== feedRegion), feedRegion];
}

/**
 * Codes of GB/T 2260 nest: 330000 contains 330100, which contains 330106. Country codes only equal
 * themselves.
 */
function contains(code: string, inner: string): boolean {
  const prefix = /^\d{6}$/.test(code) ? code.replace(/(00)+$/, '') : code;
  return prefix === code ? inner === code : /^\d{6}$/.test(inner) && inner.startsWith(prefix);
}
