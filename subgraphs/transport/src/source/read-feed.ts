import { ArchiveError } from '../archive/archive.ts';
import type { Feed } from '../feed/feed.ts';
import { TextsTooLarge } from '../feed/text-column.ts';
import { completeFeed, type LoadedTables, loadTables } from '../gtfs/load-feed.ts';
import { FeedRefused, LoadReport } from '../gtfs/load-report.ts';
import { type FeedContent, openContent } from './feed-content.ts';
import { type FeedSnapshot, type FeedSource, SourceError } from './feed-source.ts';

/** @throws FeedRefused if the source cannot be read */
export async function readSource(source: FeedSource): Promise<FeedSnapshot> {
  try {
    return await source.read();
  } catch (error) {
    if (error instanceof SourceError) throw refused('unreadable_source', error.message);
    throw error;
  }
}

/** @throws FeedRefused if the archive cannot be opened, or the feed has an error */
export async function readFeed(
  { content }: Pick<FeedSnapshot, 'content'>,
  feedId: string,
  report: LoadReport = new LoadReport(),
): Promise<Feed> {
  return completeFeed(feedId, await loadContent(content, report), report);
}

/** @throws FeedRefused if the archive cannot be opened, or the feed has an error */
export async function loadContent(content: FeedContent, report: LoadReport): Promise<LoadedTables> {
  try {
    return await loadTables(await openContent(content), report);
  } catch (error) {
    if (error instanceof TextsTooLarge) throw refused('feed_too_large', error.message);
    if (error instanceof ArchiveError) {
      if (error.problem === 'too_large') throw refused('feed_too_large', error.message);
      // A file may have been read while it was written.
      throw refused('not_a_zip', `${error.message}; write a new version beside the file, and rename it`);
    }
    throw error;
  }
}

/** A feed whose files could not be opened. The name is omitted: it may be a path or contain a key. */
function refused(code: 'unreadable_source' | 'feed_too_large' | 'not_a_zip', message: string): FeedRefused {
  const report = new LoadReport();
  report.error(code, 'feed', null, null, message);
  return new FeedRefused(report);
}
