import type { CodeOf } from '../notices/catalogue.ts';

/** Problems without a canonical notice: of the service alone, or before files can be read. */
type ServiceError = 'feed_too_large' | 'not_a_zip' | 'unreadable_source';
type ServiceWarning = `on_demand_${'areas_ignored' | 'stops_left_out' | 'trips_left_out'}`;

/** Codes that may refuse a feed; canonical warnings and infos never do. */
export type ErrorCode = CodeOf<'ERROR'> | ServiceError;
export type WarningCode = CodeOf<'WARNING'> | ServiceWarning;
export type ProblemCode = ErrorCode | WarningCode;

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
/** A message may name an id, which may be as long as a record. */
const longestMessage = 500;

/** Collects the problems of one load. Errors refuse the feed, warnings do not. */
export class LoadReport {
  readonly problems: Problem[] = [];
  errors = 0;
  warnings = 0;
  /** Rows of the files that become objects, of all files together. */
  objectRows = 0;

  add(problem: Problem): void {
    if (problem.severity === 'ERROR') this.errors += 1;
    else this.warnings += 1;
    if (this.problems.length >= keptProblems) return;
    const { message } = problem;
    const isLong = message.length > longestMessage;
    this.problems.push(
      Object.freeze(isLong ? { ...problem, message: `${message.slice(0, longestMessage)}…` } : problem),
    );
  }

  /** Adds what another report has. */
  append({ problems, errors, warnings }: LoadReport): void {
    this.errors += errors;
    this.warnings += warnings;
    for (const problem of problems.slice(0, keptProblems - this.problems.length)) this.problems.push(problem);
  }

  error(code: ErrorCode, file: string, line: number | null, field: string | null, message: string): void {
    this.add({ severity: 'ERROR', code, file, line, field, message });
  }

  warning(code: WarningCode, file: string, line: number | null, field: string | null, message: string): void {
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
export function describeProblem({
  file,
  line,
  field,
  message,
}: Pick<Problem, 'file' | 'line' | 'field' | 'message'>): string {
  const place = [line === null ? file : `${file}:${line}`, field].filter((part) => part !== null).join(' ');
  return `${place}: ${message}`;
}
