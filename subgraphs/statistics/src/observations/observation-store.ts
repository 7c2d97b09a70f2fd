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
    const decoders = requests.map((request) => decoder(request, width));
    for (const [index, row] of rows.entries()) {
      if (index > 0 && index % rowsPerTurn === 0) await this.#turns.next();
      const number = Number(row[0]);
      const observation = decoders[number]?.(row);
      if (observation !== undefined) found[number]?.push(observation);
    }
    return found;
  }
}

/**
 * Decodes the rows of a request: its index, codes, period, value, status. Observations share the key of their
 * series and the texts of periods, because many are cached.
 */
function decoder({ dataSet: { layout } }: ObservationRequest, width: number) {
  const { dictionaries, columns, regionPosition, time } = layout;
  const periods = new Map<number, string>();
  let first: readonly unknown[] = [];
  let key: readonly string[] = [];
  const keyOf = (row: readonly unknown[]) => {
    if (columns.every((column) => row[column] === first[column])) return key;
    first = row;
    key = columns.map((column, position) => dictionaries[position]?.codes[Number(row[column])] ?? '');
    return key;
  };
  const periodOf = (number: number) => {
    const text = periods.get(number) ?? time.text(number);
    periods.set(number, text);
    return text;
  };
  return (row: readonly unknown[]): Observation => {
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
    const ownKey = keyOf(row);
    return {
      region: ownKey[regionPosition] ?? '',
      key: ownKey,
      period: periodOf(period),
      value,
      obsStatus,
      confStatus: confStatusOf(obsStatus),
    };
  };
}
