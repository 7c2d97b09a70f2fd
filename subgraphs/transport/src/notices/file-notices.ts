import { error, info, warning } from './notice.ts';

/** Notices of files, headers and rows. */
export const fileNotices = {
  csv_parsing_failed: error('the file is not valid CSV'),
  duplicated_column: error('the header has the column twice'),
  empty_column_name: error('a column has no name'),
  empty_file: error('the file has no header, or is required but has no rows'),
  empty_row: warning('the row contains only spaces'),
  invalid_input_files_in_subfolder: error('files of the feed must not be in a folder of the zip'),
  invalid_row_length: error('the row and the header have different numbers of values'),
  missing_calendar_and_calendar_date_files: error('neither calendar.txt nor calendar_dates.txt is present'),
  missing_recommended_file: warning('the recommended file is missing'),
  missing_required_column: error('the required column is missing'),
  missing_required_file: error('the required file is missing'),
  more_than_one_entity: warning('the file should have only one row'),
  too_many_rows: error('the file has too many rows'),
  unknown_column: info('GTFS has no such column'),
  unknown_file: info('GTFS has no such file'),
} as const;
