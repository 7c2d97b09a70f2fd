import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import type { PeriodRange } from '../time/timeline.ts';
import type { CodedLoad } from './observation-query.ts';

/** Sums of a data set by some of its dimensions. */
export interface GroupingQuery extends PeriodRange {
  readonly dataSet: CodedLoad;
  /** Positions of the dimensions that distinguish groups. */
  readonly by: readonly number[];
  /** Codes that are added up or grouped, for every dimension. */
  readonly codes: readonly (readonly string[])[];
}

/** The sum of a group in one period. */
export interface GroupSum {
  /** One code for each dimension of `by`. */
  readonly codes: readonly string[];
  /** Number of the period. */
  readonly period: number;
  /** Null if a part has no value. */
  readonly value: number | null;
  readonly parts: number;
}

/** A sum with what follows from the others. */
export interface GroupResult extends GroupSum {
  /** Relative change from the period before; null without a positive value there. */
  readonly growth: number | null;
  /** Share in the sum of all groups of the period; null if one of them has no value. */
  readonly share: number | null;
  /** Position among the groups of the period by value, from 1; equal values share it. */
  readonly rank: number | null;
}

export const maximumGroups = 10_000;

/** Maximum gap in days to the previous business day; longer than any week of holidays. */
const longestHoliday = 14;

/** @returns null if there are more than `maximumGroups` */
export async function readGroups(
  engine: StatisticsEngine,
  query: GroupingQuery,
): Promise<readonly GroupResult[] | null> {
  const { dataSet, from, to } = query;
  const { time } = dataSet.layout;
  const isBusiness = time.frequency === 'B';
  const rows = await engine.rows(
    groupStatement(query, isBusiness ? from - longestHoliday : time.before(from)),
  );
  if (rows.length > maximumGroups) return null;
  const sums = rows.map((row) => decode(row, query));
  const byKey = new Map(sums.map((sum) => [keyOf(sum.codes, sum.period), sum]));
  const byPeriod = new Map<number, GroupSum[]>();
  for (const sum of sums) {
    const those = byPeriod.get(sum.period) ?? [];
    those.push(sum);
    byPeriod.set(sum.period, those);
  }
  const before = isBusiness ? dayBefore([...byPeriod.keys()]) : (period: number) => time.before(period);
  return sums
    .filter(({ period }) => period >= from && period <= to)
    .map((sum) => {
      const earlier = byKey.get(keyOf(sum.codes, before(sum.period)))?.value ?? null;
      return { ...sum, growth: growthOf(sum.value, earlier), ...among(sum, byPeriod.get(sum.period) ?? []) };
    });
}

/** The last business day that has values before another one, or -1. */
function dayBefore(days: readonly number[]): (day: number) => number {
  const sorted = days.toSorted((one, other) => one - other);
  const earlier = new Map(sorted.map((day, index) => [day, sorted[index - 1] ?? -1]));
  return (day) => {
    const found = earlier.get(day) ?? -1;
    return day - found <= longestHoliday ? found : -1;
  };
}

function groupStatement({ dataSet, by, codes, to }: GroupingQuery, from: number): string {
  const { load, layout } = dataSet;
  if (!/^[0-9a-f-]{16,36}$/.test(load)) throw new RangeError('not the name of a load');
  const conditions = codes.flatMap((those, position) => {
    const dictionary = layout.dictionaries[position];
    const ranks = [...new Set(those.flatMap((code) => dictionary?.rankOf(code) ?? []))];
    // A filter with all codes excludes nothing, and would cost a lookup per row.
    if (ranks.length > 0 && ranks.length === dictionary?.codes.length) return [];
    return ranks.length === 0 ? 'false' : `c${layout.columns[position]} IN (${ranks.map(whole).join(', ')})`;
  });
  const period = `period BETWEEN ${whole(Math.max(0, from))} AND ${whole(to)}`;
  const groups = [...by.map((position) => `c${layout.columns[position]}`), 'period'].join(', ');
  return `SELECT ${groups}, if(countIf(value IS NULL) = 0, sum(value), NULL), toUInt32(count())
    FROM coded_observation
    WHERE ${[`load = '${load}'`, period, ...conditions].join(' AND ')}
    GROUP BY ${groups} ORDER BY ${groups} LIMIT ${maximumGroups + 1}`;
}

/** @param row codes of the group, period, sum, number of parts */
function decode(row: readonly unknown[], { dataSet: { layout }, by }: GroupingQuery): GroupSum {
  const value = row[by.length + 1];
  return {
    codes: by.map((position, index) => layout.dictionaries[position]?.codes[Number(row[index])] ?? ''),
    period: Number(row[by.length]),
    value: typeof value === 'number' ? value : null,
    parts: Number(row[by.length + 2]),
  };
}

function growthOf(value: number | null, before: number | null): number | null {
  return value === null || before === null || before <= 0 ? null : value / before - 1;
}

function among({ value }: GroupSum, all: readonly GroupSum[]): Pick<GroupResult, 'share' | 'rank'> {
  if (value === null) return { share: null, rank: null };
  const values = all.map((one) => one.value);
  const rank = 1 + values.filter((other) => other !== null && other > value).length;
  if (values.includes(null)) return { share: null, rank };
  const total = values.reduce<number>((sum, other) => sum + (other ?? 0), 0);
  return { share: total > 0 ? value / total : null, rank };
}

function keyOf(codes: readonly string[], period: number): string {
  return [...codes, period].join(' ');
}

function whole(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError('not a whole number');
}
