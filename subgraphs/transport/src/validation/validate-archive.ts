import type { Archive } from '../archive/archive.ts';
import type { Day } from '../gtfs/date.ts';
import { Notices } from '../notices/notices.ts';
import { checkFiles } from './read/check-files.ts';
import type { FeedData } from './read/feed-data.ts';
import { readFeedData } from './read/read-feed-data.ts';
import { feedRules } from './rules/feed-rules.ts';

/** Far more than the largest public feed has. */
const usualMaxRows = 1_000_000_000;

/**
 * Checks a feed by the rules of the canonical GTFS validator
 * (https://gtfs-validator.mobilitydata.org/rules.html, version 8).
 *
 * Takes more time and memory than loading the feed: the service does not run it.
 *
 * @param today date for which the feed is checked
 * @param maxRows of one file. Default is 1,000,000,000.
 */
export async function validateArchive(
  archive: Archive,
  today: Day,
  maxRows = usualMaxRows,
): Promise<Notices> {
  const notices = new Notices();
  checkFiles(archive, notices);
  const feed = await readFeedData(archive, notices, today, maxRows);
  recommendShapes(feed, notices);
  for (const { needs, check } of feedRules) {
    // Rows with errors are left out of a broken file, so a rule would report false problems.
    if (needs.every((file) => feed.table(file).status !== 'broken')) check(feed, notices);
  }
  return notices;
}

/** Shapes are recommended unless the feed has on-demand services. */
function recommendShapes({ table, shapePoints, stopTimes }: FeedData, notices: Notices): void {
  if (shapePoints.index.size > 0 || table('shapes.txt').status === 'broken') return;
  if (stopTimes.locationIds.length > 0 || stopTimes.groupIds.length > 0) return;
  notices.add('missing_recommended_file', 'shapes.txt', null, null);
}
