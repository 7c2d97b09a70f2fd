import type { LoadReport, Problem } from '../gtfs/load-report.ts';
import type { NoticeSeverity } from '../notices/notice.ts';
import type { Notice, Notices } from '../notices/notices.ts';

export type FeedProblem = Problem | Notice;

const severities: readonly NoticeSeverity[] = ['ERROR', 'WARNING', 'INFO'];

/** The problems of the service and the notices of the rules, each problem once, errors first. */
export function mergeProblems(
  report: LoadReport,
  notices: Notices,
): {
  readonly problems: readonly FeedProblem[];
  /** By severity, with those that are not stored. */
  readonly counts: Readonly<Record<NoticeSeverity, number>>;
} {
  const known = new Set(
    notices.stored.flatMap(({ code, file, line }) => [`${code} ${file}`, `${code} ${file} ${line}`]),
  );
  const own = report.problems.filter(({ code, file, line }) => {
    const place = line === null ? `${code} ${file}` : `${code} ${file} ${line}`;
    return !known.has(place) && !notices.isCut(code, file);
  });
  const counts = { ...notices.bySeverity };
  for (const { severity } of own) counts[severity] += 1;
  const problems = [...own, ...notices.stored].sort(
    (one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
  );
  return { problems, counts };
}
