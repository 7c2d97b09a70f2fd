import type { PeriodRange } from '../time/timeline.ts';
import type { CodeLayout } from './code-layout.ts';

/** Requested codes in one dimension, by its position in the key. */
export interface CodeFilter {
  readonly position: number;
  readonly codes: readonly string[];
}

/** Requested observations, in the order of region, key and period. */
export interface ObservationQuery extends PeriodRange {
  readonly filters: readonly CodeFilter[];
  /** The last observation of the previous page. */
  readonly after: ObservationPosition | null;
  readonly limit: number;
}

export interface ObservationPosition {
  readonly key: readonly string[];
  readonly period: string;
}

/** The rows of one load, and how they are coded. */
export interface CodedLoad {
  readonly load: string;
  readonly layout: CodeLayout;
}

export interface ObservationRequest {
  readonly dataSet: CodedLoad;
  readonly query: ObservationQuery;
}

/**
 * The SQL of a request, or `undefined` if nothing can match. It contains only integers and a load's name, no
 * client text, because the engine serialises statements with bound parameters.
 *
 * @param index identifies the rows of this request in a shared statement
 * @param width number of code columns per request
 */
export function selectStatement(
  { dataSet: { load, layout }, query }: ObservationRequest,
  index: number,
  width: number,
): string | undefined {
  if (!/^[0-9a-f-]{16,36}$/.test(load)) throw new RangeError('not the name of a load');
  const { filters, from, to, after, limit } = query;
  if (from > to) return undefined;
  const conditions = [`load = '${load}'`, `period BETWEEN ${whole(from)} AND ${whole(to)}`];
  for (const { position, codes } of filters) {
    const ranks = codes.flatMap((code) => layout.dictionaries[position]?.rankOf(code) ?? []);
    if (ranks.length === 0) return undefined;
    conditions.push(`c${layout.columns[position]} IN (${ranks.map(whole).join(', ')})`);
  }
  if (after !== null) conditions.push(isAfter(layout, after));
  const order = Array.from({ length: layout.columns.length }, (_, column) => `c${column + 1}`);
  return `SELECT ${whole(index)} AS request, ${columnList(width)}, period, value, obs_status
    FROM coded_observation WHERE ${conditions.join(' AND ')}
    ORDER BY ${[...order, 'period'].join(', ')} LIMIT ${whole(limit)}`;
}

export function columnList(width: number): string {
  return Array.from({ length: width }, (_, column) => `c${column + 1}`).join(', ');
}

/** Written column by column, because the engine does not use its index for comparisons of tuples. */
function isAfter({ dictionaries, columns, time }: CodeLayout, { key, period }: ObservationPosition): string {
  const positions = columns
    .map((_, position) => position)
    .sort((a, b) => Number(columns[a]) - Number(columns[b]));
  let condition = `period > ${whole(time.numberOf(period) ?? 0)}`;
  for (const position of positions.toReversed()) {
    const code = key[position] ?? '';
    const dictionary = dictionaries[position];
    const rank = dictionary?.rankOf(code);
    const column = `c${columns[position]}`;
    condition =
      rank === undefined
        ? `${column} >= ${whole(dictionary?.countBefore(code) ?? 0)}`
        : `(${column} > ${whole(rank)} OR (${column} = ${whole(rank)} AND ${condition}))`;
  }
  return condition;
}

/** Unbound values in a statement are numbers; checked at run time because types are not enforced. */
function whole(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError('not a whole number');
}
