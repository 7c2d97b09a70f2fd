/**
 * Problems of a feed. Codes are the notice codes of the canonical GTFS validator
 * (https://gtfs-validator.mobilitydata.org/rules.html), if it has one.
 */
export type ProblemCode =
  | 'block_trips_with_overlapping_stop_times'
  | 'csv_parsing_failed'
  | 'duplicate_key'
  | 'empty_file'
  | 'expired_calendar'
  | 'feed_too_large'
  | 'foreign_key_violation'
  | 'inconsistent_agency_timezone'
  | 'invalid_character'
  | 'invalid_date'
  | 'invalid_float'
  | 'invalid_integer'
  | 'invalid_time'
  | 'invalid_timezone'
  | 'missing_calendar_and_calendar_date_files'
  | 'missing_required_column'
  | 'missing_required_field'
  | 'missing_required_file'
  | 'missing_trip_edge'
  | 'not_a_zip'
  | 'number_out_of_range'
  | 'on_demand_trips_left_out'
  | 'overlapping_frequency'
  | 'start_and_end_range_out_of_order'
  | 'stop_time_with_arrival_before_previous_departure_time'
  | 'unexpected_enum_value'
  | 'unreadable_source'
  | 'unusable_trip'
  | 'wrong_parent_location_type';

export interface Problem {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: ProblemCode;
  readonly file: string;
  /** Line in the file, the header being 1; `null` for the whole file. */
  readonly line: number | null;
  readonly field: string | null;
  readonly message: string;
}

/** Maximum problems of a feed in the graph. */
export const shownProblems = 100;
/** Maximum stored problems of one load; others are only counted, to bound memory. */
const keptProblems = 100_000;

/** Collects the problems of one load. Errors refuse the feed, warnings do not. */
export class LoadReport {
  readonly problems: Problem[] = [];
  errors = 0;
  warnings = 0;

  add(problem: Problem): void {
    if (problem.severity === 'ERROR') this.errors += 1;
    else this.warnings += 1;
    if (this.problems.length < keptProblems) this.problems.push(Object.freeze(problem));
  }

  error(code: ProblemCode, file: string, line: number | null, field: string | null, message: string): void {
    this.add({ severity: 'ERROR', code, file, line, field, message });
  }

  warning(code: ProblemCode, file: string, line: number | null, field: string | null, message: string): void {
    this.add({ severity: 'WARNING', code, file, line, field, message });
  }
}

/** A refused feed, with its report. */
export class FeedRefused extends Error {
  override readonly name = 'FeedRefused';
  readonly report: LoadReport;

  constructor(report: LoadReport) {
    const first = report.problems.find((problem) => problem.severity === 'ERROR');
    super(first === undefined ? 'the feed was refused' : describeProblem(first));
    this.report = report;
  }
}

/** One line for a log, e.g. `stop_times.txt:12 arrival_time: 25:61:00 is not a time`. */
export function describeProblem({ file, line, field, message }: Problem): string {
  const place = [line === null ? file : `${file}:${line}`, field].filter((part) => part !== null).join(' ');
  return `${place}: ${message}`;
}
