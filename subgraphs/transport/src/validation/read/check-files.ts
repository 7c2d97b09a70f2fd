import type { Archive } from '../../archive/archive.ts';
import type { Notices } from '../../notices/notices.ts';
import { gtfsTables, locationsFile } from '../schema/gtfs-tables.ts';

const known: ReadonlySet<string> = new Set([...gtfsTables.map(({ file }) => file), locationsFile]);

/** Checks which files a feed has, and where. */
export function checkFiles(archive: Archive, notices: Notices): void {
  for (const path of archive.paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (path === name && !known.has(name)) notices.add('unknown_file', name, null, null);
    if (path !== name && known.has(name)) notices.add('invalid_input_files_in_subfolder', path, null, null);
  }
  const missing = (file: string) => notices.add('missing_required_file', file, null, null);
  for (const { file, isRequired } of gtfsTables) if (isRequired === true && !archive.has(file)) missing(file);
  if (!archive.has('stops.txt') && !archive.has(locationsFile)) missing('stops.txt');
  if (!archive.has('calendar.txt') && !archive.has('calendar_dates.txt')) {
    notices.add('missing_calendar_and_calendar_date_files', 'calendar.txt', null, null);
  }
  if (archive.has('feed_info.txt')) return;
  // Translations need the language of the feed.
  if (archive.has('translations.txt')) missing('feed_info.txt');
  else notices.add('missing_recommended_file', 'feed_info.txt', null, null);
}
