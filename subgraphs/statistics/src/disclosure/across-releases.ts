import type { DataSet } from '../data-sets/data-set.ts';
import { type Problem, Problems } from '../data-sets/problem.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { alignReleases } from '../observations/release-difference.ts';

/** A candidate for release: loaded into the engine, and not yet visible. */
export type Candidate = Omit<DataSet, 'publishedAt'>;

const listed = 100;

/**
 * Compares a candidate with every earlier release, because readers keep what they have read. In a period that
 * has suppressed values in either, exactly the same values must be published: otherwise the two together can
 * reveal what each one hides.
 *
 * @returns what must not be released, without values
 */
export async function problemsAcrossReleases(
  engine: StatisticsEngine,
  candidate: Candidate,
  earlier: readonly DataSet[],
  file: string,
): Promise<readonly Problem[]> {
  const problems = new Problems(file);
  const loads = new Map(earlier.map((release) => [release.load, release]));
  loads.delete(candidate.load);
  for (const release of loads.values()) {
    if (candidate.profile.suppressedCount === 0 && release.profile.suppressedCount === 0) continue;
    await compare(engine, { ...candidate, publishedAt: '' }, release, problems);
  }
  return problems.none ? [] : problems.list;
}

async function compare(
  engine: StatisticsEngine,
  candidate: DataSet,
  release: DataSet,
  problems: Problems,
): Promise<void> {
  const date = release.publishedAt.slice(0, 10);
  const aligned = alignReleases(release, candidate);
  if (aligned === null) {
    problems.add(
      null,
      null,
      `its dimensions or frequency differ from the release of ${date}, so that suppressed values cannot be compared; keep them, or publish under another id after checking by hand`,
    );
    return;
  }
  const columns = aligned.layout.columns.map((column) => `c${column}`);
  const rows = await engine.rows(
    `SELECT ${columns.join(', ')}, period, problem FROM (
       SELECT ${columns.join(', ')}, period,
         status_before = 'Q' AS hid, status_after = 'Q' AS hides,
         had > 0 AND isNotNull(value_before) AS showed, has > 0 AND isNotNull(value_after) AS shows,
         max(had) OVER w > 0 AND max(has) OVER w > 0 AND (max(hid) OVER w > 0 OR max(hides) OVER w > 0) AS is_sensitive,
         multiIf(hides AND showed, 1, shows AND hid, 2, shows AND NOT showed, 3, showed AND NOT shows, 4, 0) AS problem
       FROM ${aligned.source()} WINDOW w AS (PARTITION BY period))
     WHERE is_sensitive AND problem > 0
     ORDER BY problem, period, ${columns.join(', ')} LIMIT ${listed}`,
  );
  for (const row of rows) {
    const codes = aligned.layout.dictionaries.map(
      ({ codes: known }, position) =>
        `${candidate.manifest.dimensions[position]?.id}=${known[Number(row[position])] ?? ''}`,
    );
    const period = aligned.layout.time.text(Number(row[columns.length]));
    problems.add(
      null,
      candidate.manifest.measure.column,
      `${codes.join(', ')}, ${period}: ${reason(Number(row.at(-1)), date)}`,
    );
  }
}

function reason(problem: number, date: string): string {
  switch (problem) {
    case 1:
      return `would be suppressed, but the release of ${date} published it; leave this period as it was released`;
    case 2:
      return `suppressed in the release of ${date}; publishing it now could reveal other values of that release`;
    case 3:
      return `new in a period with suppressed values, released on ${date}; leave this period as it was released`;
    default:
      return `missing, but published on ${date} beside suppressed values; leave this period as it was released`;
  }
}
