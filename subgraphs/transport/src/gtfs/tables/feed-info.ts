import type { Archive } from '../../archive/archive.ts';
import type { FeedInfo } from '../../feed/tables.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';

const shape = { file: 'feed_info.txt', columns: ['feed_publisher_name', 'feed_publisher_url', 'feed_lang'] };

export async function readFeedInfo(archive: Archive, report: LoadReport): Promise<FeedInfo> {
  let info: FeedInfo = { publisher: null, version: null, validFrom: null, validTo: null };
  if (!archive.has(shape.file)) return info;
  await readTable(archive, shape, report, (row) => {
    info = {
      publisher: row.required('feed_publisher_name') || null,
      version: row.text('feed_version') || null,
      validFrom: row.text('feed_start_date') === '' ? null : row.date('feed_start_date'),
      validTo: row.text('feed_end_date') === '' ? null : row.date('feed_end_date'),
    };
  });
  return info;
}
