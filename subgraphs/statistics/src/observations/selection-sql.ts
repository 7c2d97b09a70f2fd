import { isObsStatus } from './obs-status.ts';
import {
  type KeySelection,
  runsOf,
  type Selection,
  type ValueComparison,
  type ValueOperator,
} from './selection.ts';

/** Values of the columns that order the rows, of the last row that was read. */
export type RowPosition = readonly number[];

/** Columns in the order of the rows: those of the codes and of the period. */
export function orderColumns({ dataSet: { layout }, fastest }: Selection): readonly string[] {
  const codes = seriesColumns(layout.columns.length);
  if (fastest === null) return [...codes, 'period'];
  const last = `c${layout.columns[fastest]}`;
  return [...codes.filter((column) => column !== last), 'period', last];
}

/**
 * Observations of a selection after a position, in order. As everywhere, the statement contains only numbers
 * and the name of a load.
 */
export function pageStatement(selection: Selection, after: RowPosition | null, rows: number): string {
  const order = orderColumns(selection);
  const columns = [
    ...seriesColumns(selection.dataSet.layout.columns.length),
    'period',
    'value',
    'obs_status',
  ];
  const offset = after === null && selection.offset > 0 ? ` OFFSET ${whole(selection.offset)}` : '';
  const limit = `LIMIT ${whole(rows)}${offset}`;
  const rest = after === null ? [] : [isAfter(order, after)];
  const { first, last } = selection.perSeries;
  if (first === null && last === null && selection.fastest === null) {
    return `SELECT ${columns.join(', ')} FROM coded_observation
      WHERE ${[...conditionsOf(selection), ...rest].join(' AND ')} ORDER BY ${sortKey} ${limit}`;
  }
  return `SELECT ${columns.join(', ')} FROM ${source(selection, after)}
    ${after === null ? '' : `WHERE ${isAfter(order, after)}`}
    ORDER BY ${order.join(', ')} ${limit}`;
}

/** The whole sort key of the table: the engine then reads in its order, and stops at the limit. */
const sortKey = [...seriesColumns(16), 'period'].join(', ');

/** The observations of a selection, for a statement that counts them. */
export function selected(selection: Selection): string {
  const { offset, limit } = selection;
  if (offset === 0 && limit === null) return source(selection, null);
  const bounds = `LIMIT ${whole(limit ?? Number.MAX_SAFE_INTEGER)} OFFSET ${whole(offset)}`;
  return `(SELECT * FROM ${source(selection, null)} ORDER BY ${orderColumns(selection).join(', ')} ${bounds})`;
}

export function seriesColumns(dimensions: number): readonly string[] {
  return Array.from({ length: dimensions }, (_, index) => `c${index + 1}`);
}

/** A subquery without offset and limit. */
function source(selection: Selection, after: RowPosition | null): string {
  const { first, last } = selection.perSeries;
  const series = seriesColumns(selection.dataSet.layout.columns.length);
  const columns = [...series, 'period', 'value', 'obs_status'].join(', ');
  const conditions = conditionsOf(selection);
  // Whole series only, because the number of observations is counted from their ends.
  if (after !== null && selection.fastest === null) conditions.push(isFrom(series, after));
  const where = `FROM coded_observation WHERE ${conditions.join(' AND ')}`;
  if (first === null && last === null) return `(SELECT ${columns} ${where})`;
  const bounded = (count: number, direction: '' | ' DESC') =>
    `SELECT ${columns} ${where} ORDER BY ${series.join(', ')}, period${direction}
     LIMIT ${whole(count)} BY ${series.join(', ')}`;
  if (last === null) return `(${bounded(first ?? 0, '')})`;
  if (first === null) return `(${bounded(last, ' DESC')})`;
  return `(SELECT * FROM (${bounded(first, '')}) UNION DISTINCT SELECT * FROM (${bounded(last, ' DESC')}))`;
}

function conditionsOf(selection: Selection): string[] {
  const { keys, codes, periods, statuses, values } = selection;
  const { load, layout } = selection.dataSet;
  if (!/^[0-9a-f-]{16,36}$/.test(load)) throw new RangeError('not the name of a load');
  const conditions = [`load = '${load}'`];
  conditions.push(any(periods.map(({ from, to }) => `period BETWEEN ${whole(from)} AND ${whole(to)}`)));
  conditions.push(any(keys.map((key) => keyCondition(key, layout.columns))));
  for (const [position, ranks] of codes.entries()) {
    if (ranks !== null) conditions.push(inRuns(`c${layout.columns[position]}`, ranks));
  }
  if (statuses !== null) {
    conditions.push(
      `obs_status IN (${statuses.map((one) => `'${isObsStatus(one) ? one : ''}'`).join(', ')})`,
    );
  }
  if (values !== null) conditions.push(any(values.map((all) => all.map(valueCondition).join(' AND '))));
  return conditions;
}

function keyCondition(key: KeySelection, columns: readonly number[]): string {
  const all = key.flatMap((ranks, position) =>
    ranks === null ? [] : `c${columns[position]} IN (${ranks.map(whole).join(', ')})`,
  );
  return all.length === 0 ? 'true' : all.join(' AND ');
}

/** A filter may admit all codes but one, so neighbours are one range. */
function inRuns(column: string, ranks: readonly number[]): string {
  return any(
    runsOf(ranks).map(([first, last]) =>
      first === last ? `${column} = ${whole(first)}` : `${column} BETWEEN ${whole(first)} AND ${whole(last)}`,
    ),
  );
}

const sqlOperators: Readonly<Record<ValueOperator, string>> = {
  '=': '=',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function valueCondition({ operator, value }: ValueComparison): string {
  if (!Number.isFinite(value)) throw new RangeError('not a number');
  return `value ${sqlOperators[operator]} toFloat64('${value}')`;
}

function any(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.map((one) => `(${one})`).join(' OR ')})`;
}

/** Column by column, because the engine does not use its index for comparisons of tuples. */
function isAfter(columns: readonly string[], position: RowPosition): string {
  return columns.reduceRight((condition, column, index) => {
    const value = whole(position[index] ?? 0);
    return condition === ''
      ? `${column} > ${value}`
      : `(${column} > ${value} OR (${column} = ${value} AND ${condition}))`;
  }, '');
}

function isFrom(columns: readonly string[], position: RowPosition): string {
  return columns.reduceRight((condition, column, index) => {
    const value = whole(position[index] ?? 0);
    return condition === ''
      ? `${column} >= ${value}`
      : `(${column} > ${value} OR (${column} = ${value} AND ${condition}))`;
  }, '');
}

function whole(value: number): number {
  if (Number.isSafeInteger(value) && value >= -1) return value;
  throw new RangeError('not a whole number');
}
