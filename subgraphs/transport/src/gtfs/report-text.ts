import type { Notice } from '../notices/notices.ts';
import { describeProblem, type LoadReport, type Problem } from './load-report.ts';

/** Problems in a message; the others are in the report. */
const namedProblems = 10;

/**
 * One line of a report, e.g. `ERROR invalid_time stop_times.txt:12 arrival_time: "noon" is not a time
 * HH:MM:SS`.
 */
export function reportLine(problem: Problem | Notice): string {
  return `${problem.severity} ${problem.code} ${describeProblem(problem)}`;
}

/** The whole report as text, one line per problem. */
export function reportText({ problems, errors, warnings }: LoadReport): string {
  const left = errors + warnings - problems.length;
  const lines = problems.map(reportLine);
  if (left > 0) lines.push(`and ${left} more, not listed`);
  return `${lines.join('\n')}\n`;
}

/** The first errors, one line each, and their number. */
export function firstErrors({ problems, errors }: LoadReport): string {
  const named = problems.filter(({ severity }) => severity === 'ERROR').slice(0, namedProblems);
  const left = errors - named.length;
  return [...named.map(describeProblem), ...(left > 0 ? [`and ${left} more`] : [])].join('\n  ');
}
