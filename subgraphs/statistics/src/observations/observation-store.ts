import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { confStatusOf, isObsStatus } from './obs-status.ts';
import type { Observation } from './observation.ts';
import { columnList, type ObservationRequest, selectStatement } from './observation-query.ts';
import { TurnQueue } from './turn-queue.ts';

/** One for a page, because others would read rows beyond its end, for four times the CPU time. */
const threads = 1;

/** Rows that are converted in one event loop iteration. */
const rowsPerTurn = 1_000;

/** Reads observations of many data sets and regions at a time. */
export class ObservationStore {
  readonly #engine: Pick<StatisticsEngine, 'rows'>;
  readonly #turns = new TurnQueue();

  constructor(engine: Pick<StatisticsEngine, 'rows'>) {
    this.#engine = engine;
  }

  /**
   * Runs one statement for any number of requests.
   *
   * @returns the observations of each request, in the order of the requests
   */
  async read(requests: readonly ObservationRequest[]): Promise<readonly (readonly Observation[])[]> {
    const width = Math.max(1, ...requests.map(({ dataSet }) => dataSet.layout.columns.length));
    const statements = requests.flatMap((request, index) => selectStatement(request, index, width) ?? []);
    const found: Observation[][] = requests.map(() => []);
    if (statements.length === 0) return found;
    const [only = ''] = statements;
    const statement =
      statements.length === 1
        ? only
        : `SELECT * FROM (${statements.map((one) => `(${one})`).join(' UNION ALL ')})
           ORDER BY request, ${columnList(width)}, period`;
    const rows = await this.#engine.rows(statement, threads);
    for (const [index, row] of rows.entries()) {
      if (index > 0 && index % rowsPerTurn === 0) await this.#turns.next();
      const request = requests[Number(row[0])];
      if (request !== undefined) found[Number(row[0])]?.push(decode(request, row, width));
    }
    return found;
  }
}

/** @param row index of the request, codes, period, value, status */
function decode(
  { dataSet: { layout } }: ObservationRequest,
  row: readonly unknown[],
  width: number,
): Observation {
  const { dictionaries, columns, regionPosition, time } = layout;
  const key = columns.map((column, position) => dictionaries[position]?.codes[Number(row[column])] ?? '');
  const period = row[width + 1];
  const value = row[width + 2];
  const obsStatus = row[width + 3];
  if (
    typeof period !== 'number' ||
    (value !== null && typeof value !== 'number') ||
    typeof obsStatus !== 'string' ||
    !isObsStatus(obsStatus)
  ) {
    throw new TypeError('a row of the engine is not an observation');
  }
  return {
    region: key[regionPosition] ?? '',
    key,
    period: time.text(period),
    value,
    obsStatus,
    confStatus: confStatusOf(obsStatus),
  };
}
