import { at, rowsOf } from '../../../feed/columns.ts';
import type { Notices } from '../../../notices/notices.ts';
import type { FeedData } from '../../read/feed-data.ts';
import type { Table } from '../../read/table.ts';
import { gtfsTables } from '../../schema/gtfs-tables.ts';
import type { TableSpec } from '../../schema/table-spec.ts';
import type { FeedRule } from '../rule.ts';

/** Longest key that a translation has fields for: record_id and record_sub_id. */
const maxKey = 2;

/** A translation names a table of the feed, and either a value or an existing row. */
export const translations: FeedRule = {
  needs: ['translations.txt'],
  check(feed, notices) {
    const rows = feed.table('translations.txt');
    for (const row of rows.rows()) checkTranslation(feed, rows, row, notices);
  },
};

function checkTranslation(feed: FeedData, rows: Table, row: number, notices: Notices): void {
  const file = `${rows.text(row, 'table_name')}.txt`;
  const spec = gtfsTables.find((each) => each.file === file);
  if (spec === undefined || feed.table(file).status === 'missing') {
    rows.notice(notices, 'translation_unknown_table_name', row, 'table_name');
    return;
  }
  const ids = ['record_id', 'record_sub_id'];
  if (rows.has(row, 'field_value')) {
    for (const field of ids) {
      if (rows.has(row, field)) rows.notice(notices, 'translation_unexpected_value', row, field);
    }
    return;
  }
  if (spec.key.length > maxKey) return;
  for (const [index, field] of ids.entries()) {
    const isExpected = index < spec.key.length;
    if (isExpected === rows.has(row, field)) continue;
    const code = isExpected ? 'missing_required_field' : 'translation_unexpected_value';
    rows.notice(notices, code, row, field);
    return;
  }
  const [id = '', subId = ''] = ids.map((field) => rows.text(row, field));
  if (!isKnown(feed, spec, id, subId)) {
    rows.notice(notices, 'translation_foreign_key_violation', row, 'record_id');
  }
}

function isKnown(feed: FeedData, { file, key }: TableSpec, id: string, subId: string): boolean {
  const [first, second] = key;
  // Rows with errors are not stored, so references to a broken file cannot be checked.
  if (first === undefined || feed.table(file).status === 'broken') return true;
  if (file === 'stop_times.txt') return isStopTime(feed, id, Number(subId));
  if (file === 'shapes.txt') return feed.shapePoints.index.has(id);
  const rows = feed.table(file).by(first).get(id) ?? [];
  return rows.some((row) => second === undefined || feed.table(file).text(row, second) === subId);
}

function isStopTime({ table, stopTimes }: FeedData, tripId: string, sequence: number): boolean {
  const trip = table('trips.txt').find('trip_id', tripId);
  if (trip === -1) return false;
  return rowsOf(stopTimes.ofTrip, trip).some((row) => at(stopTimes.sequences, row) === sequence);
}
