import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { isObsStatus, type ObsStatus } from './obs-status.ts';
import { isEmpty, type Selection } from './selection.ts';
import { orderColumns, pageStatement, type RowPosition, selected, seriesColumns } from './selection-sql.ts';
import { TurnQueue } from './turn-queue.ts';

/** An observation with the ranks of its codes, by the position of the dimension. */
export interface SelectedRow {
  readonly ranks: readonly number[];
  /** Number of the period on the timeline of the data set. */
  readonly period: number;
  readonly value: number | null;
  readonly obsStatus: ObsStatus;
}

/** What a selection contains, before its rows are read. */
export interface SelectionSummary {
  readonly observations: number;
  readonly series: number;
  /** Ranks of the codes that occur, by the position of the dimension, ascending; see `maximumListed`. */
  readonly ranks: readonly (readonly number[])[];
  /** Numbers of the periods that occur, ascending; see `maximumListed`. */
  readonly periods: readonly number[];
  readonly statuses: readonly ObsStatus[];
}

/**
 * Maximum codes and periods that a summary lists, and then one more. Formats that write them all in one step
 * refuse larger selections.
 */
export const maximumListed = 20_000;

/** A page takes about 5 MB, and 30 ms in the engine. */
const defaultRowsAtOnce = 20_000;

/** Rows that are converted in one event loop iteration. */
const rowsPerTurn = 1_000;

/**
 * Reads selections of any size in pages, and gives them in smaller ones, each in its own event loop
 * iteration. The next page is read when the previous one has been taken.
 */
export class SelectionReader {
  readonly #engine: Pick<StatisticsEngine, 'rows'>;
  readonly #rowsAtOnce: number;
  readonly #turns = new TurnQueue();

  /** @param rowsAtOnce for tests of many pages */
  constructor(engine: Pick<StatisticsEngine, 'rows'>, rowsAtOnce = defaultRowsAtOnce) {
    this.#engine = engine;
    this.#rowsAtOnce = rowsAtOnce;
  }

  async summary(selection: Selection): Promise<SelectionSummary> {
    const { columns } = selection.dataSet.layout;
    const none = { observations: 0, series: 0, ranks: columns.map(() => []), periods: [], statuses: [] };
    if (isEmpty(selection)) return none;
    const codes = seriesColumns(columns.length);
    const listed = [...codes, 'period'].map(
      (column) => `arraySort(groupUniqArray(${maximumListed + 1})(${column}))`,
    );
    const [row] = await this.#engine.rows(
      `SELECT toUInt32(count()), toUInt32(uniqExact(${codes.join(', ')})),
       ${listed.join(', ')}, arraySort(groupUniqArray(toString(obs_status)))
       FROM ${selected(selection)}`,
    );
    if (row === undefined) return none;
    return {
      observations: Number(row[0]),
      series: Number(row[1]),
      ranks: columns.map((column) => numbers(row[column + 1])),
      periods: numbers(row[columns.length + 2]),
      statuses: texts(row[columns.length + 3]).filter(isObsStatus),
    };
  }

  async *pages(selection: Selection): AsyncGenerator<readonly SelectedRow[], void> {
    if (isEmpty(selection)) return;
    const { columns } = selection.dataSet.layout;
    const order = orderColumns(selection).map((column) =>
      column === 'period' ? columns.length : Number(column.slice(1)) - 1,
    );
    let left = selection.limit ?? Number.POSITIVE_INFINITY;
    let after: RowPosition | null = null;
    while (left > 0) {
      const wanted = Math.min(left, this.#rowsAtOnce);
      const rows: readonly (readonly unknown[])[] = await this.#engine.rows(
        pageStatement(selection, after, wanted),
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      for (let start = 0; start < rows.length; start += rowsPerTurn) {
        await this.#turns.next();
        yield rows.slice(start, start + rowsPerTurn).map((row) => decode(row, columns));
      }
      if (rows.length < wanted) return;
      left -= rows.length;
      after = order.map((index) => Number(last[index]));
    }
  }
}

/** @param row codes, period, value, status */
function decode(row: readonly unknown[], columns: readonly number[]): SelectedRow {
  const period = row[columns.length];
  const value = row[columns.length + 1];
  const obsStatus = row[columns.length + 2];
  if (
    typeof period !== 'number' ||
    (value !== null && typeof value !== 'number') ||
    typeof obsStatus !== 'string' ||
    !isObsStatus(obsStatus)
  ) {
    throw new TypeError('a row of the engine is not an observation');
  }
  return { ranks: columns.map((column) => Number(row[column - 1])), period, value, obsStatus };
}

function numbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
