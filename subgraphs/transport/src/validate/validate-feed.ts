import { expiredCalendar } from '../feed/expired-calendar.ts';
import { FeedRefused, LoadReport } from '../gtfs/load-report.ts';
import { reportText } from '../gtfs/report-text.ts';
import { readFeed, readSource } from '../source/read-feed.ts';
import { zipSource } from '../source/zip-source.ts';

/**
 * Checks a feed as the service would.
 *
 * @param place path or `http(s)` URL of a zip
 * @returns 0 where the feed would be served, 1 where it would be refused
 */
export async function validateFeed(
  place: string,
  write: (text: string) => void,
  now = new Date(),
): Promise<0 | 1> {
  const report = new LoadReport();
  try {
    const feed = await readFeed(await readSource(zipSource(place)), 'feed', report);
    const { stops, routes, trips, stopTimes } = feed;
    const expired = expiredCalendar(feed, now);
    if (expired !== null) report.add(expired);
    if (report.warnings > 0) write(reportText(report));
    const [stopCount, tripCount, timeCount] = [stops.ids.length, trips.ids.length, stopTimes.stops.length];
    const counts = `${stopCount} stops, ${routes.length} routes, ${tripCount} trips, ${timeCount} stop times`;
    write(`${place} can be served: ${counts}, ${report.warnings} warning(s).\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof FeedRefused)) throw error;
    write(reportText(error.report));
    write(`${place} is refused: ${error.report.errors} error(s), ${error.report.warnings} warning(s).\n`);
    return 1;
  }
}
