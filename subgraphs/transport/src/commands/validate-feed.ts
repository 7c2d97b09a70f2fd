import { expiredCalendar } from '../feed/expired-calendar.ts';
import { FeedRefused, LoadReport, type Problem } from '../gtfs/load-report.ts';
import { reportText } from '../gtfs/report-text.ts';
import { readFeed, readSource } from '../source/read-feed.ts';
import { zipSource } from '../source/zip-source.ts';

/** Verdict of the service on a feed. */
export interface FeedVerdict {
  readonly isServed: boolean;
  /** Null if the feed would be refused. */
  readonly counts: Readonly<Record<'stops' | 'routes' | 'trips' | 'stopTimes', number>> | null;
  readonly errors: number;
  readonly warnings: number;
  readonly problems: readonly Problem[];
  /** The verdict as text: a line for each problem, then the summary. */
  readonly text: string;
}

/**
 * Checks a feed as the service would.
 *
 * @param place path or `http(s)` URL of a zip
 */
export async function validateFeed(place: string, now: Date): Promise<FeedVerdict> {
  const report = new LoadReport();
  try {
    const feed = await readFeed(await readSource(zipSource(place)), 'feed', report);
    const expired = expiredCalendar(feed, now);
    if (expired !== null) report.add(expired);
    const counts = {
      stops: feed.stops.ids.length,
      routes: feed.routes.length,
      trips: feed.trips.ids.length,
      stopTimes: feed.stopTimes.stops.length,
    };
    const counted = `${counts.stops} stops, ${counts.routes} routes, ${counts.trips} trips, ${counts.stopTimes} stop times`;
    const text = `${report.warnings > 0 ? reportText(report) : ''}${place} can be served: ${counted}, ${report.warnings} warning(s).\n`;
    return { isServed: true, counts, ...summary(report), text };
  } catch (error) {
    if (!(error instanceof FeedRefused)) throw error;
    const { errors, warnings } = error.report;
    const text = `${reportText(error.report)}${place} is refused: ${errors} error(s), ${warnings} warning(s).\n`;
    return { isServed: false, counts: null, ...summary(error.report), text };
  }
}

function summary({ errors, warnings, problems }: LoadReport) {
  return { errors, warnings, problems };
}
