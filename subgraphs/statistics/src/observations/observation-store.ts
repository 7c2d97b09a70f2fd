import { z } from 'zod';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { type Observation, observationColumns, observationSchema } from './observation.ts';
import type { PeriodRange } from './time-period.ts';

/** Codes wanted in one dimension, which is given by its place in the key. */
export interface CodeFilter {
  readonly position: number;
  readonly codes: readonly string[];
}

/** Which observations, in the order of region, key and period. */
export interface ObservationQuery extends PeriodRange {
  readonly filters: readonly CodeFilter[];
  /** The last observation of the page before. */
  readonly after: ObservationPosition | null;
  readonly limit: number;
}

export interface ObservationPosition {
  readonly region: string;
  readonly key: readonly string[];
  readonly period: string;
}

/** More rows than this in one answer are a mistake of the query, not a wish of the reader. */
const maximumRows = 500_000;

const rowsSchema = z.array(observationSchema);

/** Reads observations, many loads or regions at a time: the embedded engine runs one query after the other. */
export class ObservationStore {
  readonly #engine: StatisticsEngine;

  constructor(engine: StatisticsEngine) {
    this.#engine = engine;
  }

  /** The same page of each load. The statement is one constant text: whatever a client sent is bound. */
  async page(loads: readonly string[], query: ObservationQuery): Promise<readonly Observation[]> {
    const { filters, from, to, after, limit } = query;
    const rows = await this.#engine.query(
      `SELECT ${observationColumns} FROM observation
       WHERE load IN {loads:Array(String)}
         AND arrayAll((position, codes) -> has(codes, key[position]),
                      {positions:Array(UInt8)}, {codes:Array(Array(String))})
         AND period BETWEEN {from:String} AND {to:String}
         AND (region, key, period) > ({afterRegion:String}, {afterKey:Array(String)}, {afterPeriod:String})
       ORDER BY load, region, key, period
       LIMIT {limit:UInt32} BY load`,
      {
        loads,
        positions: filters.map(({ position }) => position + 1),
        codes: filters.map(({ codes }) => codes),
        from,
        to,
        afterRegion: after?.region ?? '',
        afterKey: after?.key ?? [],
        afterPeriod: after?.period ?? '',
        limit,
      },
    );
    return rowsSchema.parse(rows);
  }

  /** Everything about some regions. A load that has no such region adds nothing. */
  async ofRegions(loads: readonly string[], regions: readonly string[]): Promise<readonly Observation[]> {
    const rows = await this.#engine.query(
      `SELECT ${observationColumns} FROM observation
       WHERE load IN {loads:Array(String)} AND region IN {regions:Array(String)}
       ORDER BY load, region, key, period
       LIMIT {limit:UInt32}`,
      { loads, regions, limit: maximumRows + 1 },
    );
    if (rows.length > maximumRows) throw new RangeError(`more than ${maximumRows} observations`);
    return rowsSchema.parse(rows);
  }
}
