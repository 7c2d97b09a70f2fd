import { edited, extended, type NoticeCase, table } from './flawless-feed.ts';

export const fileCases: readonly NoticeCase[] = [
  { code: 'csv_parsing_failed', files: edited('routes.txt', 'First to', 'First" to') },
  { code: 'duplicated_column', files: edited('agency.txt', 'agency_lang', 'agency_name') },
  { code: 'empty_column_name', files: edited('agency.txt', 'agency_lang', '') },
  { code: 'empty_file', files: { 'levels.txt': '' } },
  { code: 'empty_row', files: extended('calendar.txt', '      ') },
  {
    code: 'invalid_input_files_in_subfolder',
    files: table('feed/levels.txt', 'level_id,level_index'),
  },
  { code: 'invalid_row_length', files: edited('calendar.txt', ',20261231', ',20261231,1') },
  {
    code: 'missing_calendar_and_calendar_date_files',
    files: { 'calendar.txt': null },
    also: ['foreign_key_violation'],
  },
  { code: 'missing_recommended_file', files: { 'feed_info.txt': null } },
  { code: 'missing_required_column', files: edited('agency.txt', 'agency_url', 'agency_fare_url') },
  { code: 'missing_required_file', files: { 'agency.txt': null }, also: ['foreign_key_violation'] },
  {
    code: 'more_than_one_entity',
    files: extended(
      'feed_info.txt',
      'Line Co,https://line.example.org,en,20260101,20261231,1,feed@example.org',
    ),
  },
  { code: 'too_many_rows', files: {}, maxRows: 5 },
  { code: 'unknown_column', files: edited('agency.txt', 'agency_lang', 'agency_language') },
  { code: 'unknown_file', files: table('notes.txt', 'note') },
];
