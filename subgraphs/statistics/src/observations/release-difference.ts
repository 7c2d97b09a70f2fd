import { CodeDictionary } from '../data-sets/code-dictionary.ts';
import type { DataSet } from '../data-sets/data-set.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { commonTimeline, renumbered } from '../time/common-timeline.ts';
import { allPeriods, type PeriodRange } from '../time/timeline.ts';
import type { CodeLayout } from './code-layout.ts';
import { confStatusOf, isObsStatus } from './obs-status.ts';
import type { Observation } from './observation.ts';
import type { CodeFilter, ObservationPosition } from './observation-query.ts';
import { seriesColumns } from './selection-sql.ts';

/** The keys and periods to compare. */
export interface ComparedPart extends PeriodRange {
  readonly filters: readonly CodeFilter[];
}

const everything: ComparedPart = { ...allPeriods, filters: [] };

/** Two releases of a data set, with their codes in common dictionaries. */
export interface AlignedReleases {
  /** The layout of the columns of `source`. */
  readonly layout: CodeLayout;
  /**
   * A subquery with one row for each key and period of either release: `had` and `has` tell in which,
   * `value_before`, `status_before`, `value_after` and `status_after` what.
   */
  source(part?: ComparedPart): string;
}

/** Null if their dimensions or frequencies differ, so that observations have no counterpart. */
export function alignReleases(before: DataSet, after: DataSet): AlignedReleases | null {
  const ids = (dataSet: DataSet) => dataSet.manifest.dimensions.map(({ id }) => id).join();
  const time = commonTimeline(before.layout.time, after.layout.time);
  if (ids(before) !== ids(after) || time === null) return null;
  if (before.layout.columns.join() !== after.layout.columns.join()) return null;
  const dictionaries = after.layout.dictionaries.map(
    (dictionary, position) =>
      new CodeDictionary([...dictionary.codes, ...(before.layout.dictionaries[position]?.codes ?? [])]),
  );
  const layout = { ...after.layout, dictionaries, time };
  const columns = seriesColumns(layout.columns.length).join(', ');
  const source = (
    part: ComparedPart = everything,
  ) => `(SELECT ${columns}, period, countIf(side = 0) AS had, countIf(side = 1) AS has,
      anyIf(value, side = 0) AS value_before, anyIf(status, side = 0) AS status_before,
      anyIf(value, side = 1) AS value_after, anyIf(status, side = 1) AS status_after
    FROM (${aligned(before, layout, 0, part)} UNION ALL ${aligned(after, layout, 1, part)})
    GROUP BY ${columns}, period)`;
  return { layout, source };
}

/** Rows of a release with the ranks of their codes in other dictionaries. */
function aligned(
  { load, layout }: DataSet,
  onto: CodeLayout,
  side: 0 | 1,
  { filters, from, to }: ComparedPart,
): string {
  if (!/^[0-9a-f-]{16,36}$/.test(load)) throw new RangeError('not the name of a load');
  const columns = layout.dictionaries.map(({ codes }, position) => {
    const ranks = codes.map((code) => onto.dictionaries[position]?.rankOf(code) ?? 0);
    const column = `c${layout.columns[position]}`;
    return `arrayElement([${ranks.join(', ')}], ${column} + 1) AS ${column}`;
  });
  // In a subquery, where the columns still have the ranks of this release.
  const conditions = [
    `load = '${load}'`,
    `period BETWEEN ${whole(from)} AND ${whole(to)}`,
    ...filters.map(({ position, codes }) => {
      const ranks = codes.flatMap((code) => layout.dictionaries[position]?.rankOf(code) ?? []);
      return ranks.length === 0
        ? 'false'
        : `c${layout.columns[position]} IN (${ranks.map(whole).join(', ')})`;
    }),
  ];
  const period = renumbered(layout.time, onto.time, 'period');
  return `SELECT ${side} AS side, ${columns.join(', ')}, ${period} AS period, value, toString(obs_status) AS status
    FROM (SELECT * FROM coded_observation WHERE ${conditions.join(' AND ')})`;
}

export interface ChangeQuery extends ComparedPart {
  /** The last change of the previous page. */
  readonly after: ObservationPosition | null;
  readonly limit: number;
}

/** An observation that differs between two releases. */
export interface ObservationDifference {
  readonly key: readonly string[];
  readonly period: string;
  readonly before: Observation | null;
  readonly after: Observation | null;
}

/** Reads differences in the order of region, key and period. */
export async function readDifferences(
  engine: StatisticsEngine,
  { layout, source }: AlignedReleases,
  query: ChangeQuery,
): Promise<readonly ObservationDifference[]> {
  const { after, limit } = query;
  const columns = seriesColumns(layout.columns.length);
  const conditions = [
    '(had != has OR status_before != status_after OR ifNull(value_before != value_after, isNull(value_before) != isNull(value_after)))',
  ];
  if (after !== null) {
    const position = layout.columns
      .map((column, index) => ({
        column,
        rank: layout.dictionaries[index]?.rankOf(after.key[index] ?? '') ?? 0,
      }))
      .sort((one, other) => one.column - other.column)
      .map(({ rank }) => rank);
    const period = layout.time.numberOf(after.period) ?? 0;
    conditions.push(
      `(${[...columns, 'period'].join(', ')}) > (${[...position, period].map(whole).join(', ')})`,
    );
  }
  const rows = await engine.rows(
    `SELECT ${columns.join(', ')}, period, toUInt8(had), value_before, status_before, toUInt8(has), value_after, status_after
     FROM ${source(query)} WHERE ${conditions.join(' AND ')}
     ORDER BY ${columns.join(', ')}, period LIMIT ${whole(limit)}`,
  );
  return rows.map((row) => decode(row, layout));
}

/** @param row codes, period, and had or has, value and status of either side */
function decode(row: readonly unknown[], layout: CodeLayout): ObservationDifference {
  const key = layout.columns.map(
    (column, position) => layout.dictionaries[position]?.codes[Number(row[column - 1])] ?? '',
  );
  const at = layout.columns.length;
  const period = layout.time.text(Number(row[at]));
  const side = (start: number): Observation | null => {
    const [exists, value, obsStatus] = row.slice(start, start + 3);
    if (exists !== 1 || typeof obsStatus !== 'string' || !isObsStatus(obsStatus)) return null;
    const region = key[layout.regionPosition] ?? '';
    const number = typeof value === 'number' ? value : null;
    return { region, key, period, value: number, obsStatus, confStatus: confStatusOf(obsStatus) };
  };
  return { key, period, before: side(at + 1), after: side(at + 4) };
}

function whole(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError('not a whole number');
}
