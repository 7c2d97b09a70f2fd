import type { Feed } from '../../../subgraphs/transport/src/feed/feed.ts';
import type { Day } from '../../../subgraphs/transport/src/gtfs/date.ts';
import { readFeed } from '../../../subgraphs/transport/src/source/read-feed.ts';
import { zipSource } from '../../../subgraphs/transport/src/source/zip-source.ts';
import { realDataFile, realDataIsAbsent } from '../../shared-data.ts';

/**
 * Path of the measured feed: that of `TRANSPORT_GTFS`, else the real one of Kuopio.
 *
 * @throws Error if there is neither
 */
export function feedPath(): string {
  const path =
    process.env.TRANSPORT_GTFS ?? (realDataIsAbsent === null ? realDataFile('gtfs-kuopio.zip') : null);
  if (path === null) throw new Error(`${realDataIsAbsent}; set TRANSPORT_GTFS to the path of a GTFS zip`);
  return path;
}

export async function openFeed(path: string): Promise<Feed> {
  return readFeed(await zipSource(path).read(), 'B');
}

/** The service day on which most trips run, of the first two months. */
export function busiestDay({ calendar, trips }: Feed): Day {
  const range = calendar.range();
  if (range === null) throw new Error('the feed has no services');
  const tripsOn = (day: Day) => {
    const active = calendar.activeOn(day);
    return trips.services.reduce((sum, service) => sum + (active[service] ?? 0), 0);
  };
  const days = Array.from({ length: Math.min(60, range.to - range.from + 1) }, (_, day) => range.from + day);
  return days.reduce((best, day) => (tripsOn(day) > tripsOn(best) ? day : best));
}
