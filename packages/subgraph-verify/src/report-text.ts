import type { CheckReport, Report } from './report.ts';

/** Maximum failures of a check shown in full. */
const shownFailures = 3;
/** Maximum coordinates named in a line. */
const shownNames = 4;

/** A report as a table for people, with the failures below their checks. */
export function reportText({ url, subgraph, checks, ...counts }: Report): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  const parts = [
    `${counts.passed} passed`,
    `${counts.failed} failed`,
    `${counts.notChecked} not checked`,
    `${counts.doesNotApply} do not apply`,
  ];
  return [
    `${subgraph} at ${url}`,
    '',
    ...checks
      .filter(({ verdict }) => verdict !== 'does not apply')
      .flatMap((check) => checkLines(check, width)),
    ...reasonLines(checks),
    '',
    parts.join(', '),
    '',
  ].join('\n');
}

/** Checks to which nothing in the schema applies, by reason. */
function reasonLines(checks: readonly CheckReport[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { id, because } of checks.filter(({ verdict }) => verdict === 'does not apply')) {
    byReason.set(because ?? '', [...(byReason.get(because ?? '') ?? []), id]);
  }
  return [...byReason].map(([reason, ids]) => `does not apply, because ${reason}: ${ids.join(', ')}`);
}

function checkLines(check: CheckReport, width: number): readonly string[] {
  const { id, verdict, holds } = check;
  const mark = verdict === 'failed' ? 'FAILED' : verdict;
  const indent = ' '.repeat(13);
  return [
    `${mark.padEnd(11)}  ${id.padEnd(width)}  ${holds}`,
    ...check.failures
      .slice(0, shownFailures)
      .flatMap(({ sent, expected, came }) => [
        `${indent}sent:     ${sent}`,
        `${indent}expected: ${expected}`,
        `${indent}came:     ${came}`,
      ]),
    ...(check.failures.length > shownFailures
      ? [`${indent}and ${check.failures.length - shownFailures} more like these (--json has all)`]
      : []),
    ...(check.failures.length > 0 ? [`${indent}see ${check.section}`] : []),
    ...check.notChecked.map(({ needs, what }) => `${indent}not checked${named(what)}: needs ${needs}`),
  ];
}

function named(names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : '';
  return ` (${names.slice(0, shownNames).join(', ')}${more})`;
}
