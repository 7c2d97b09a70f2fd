import type { PeriodRange } from '../time/timeline.ts';
import type { ObsStatus } from './obs-status.ts';
import type { CodedLoad } from './observation-query.ts';

/** Ranks of the requested codes of each dimension, by its position; null for all. */
export type KeySelection = readonly (readonly number[] | null)[];

export type ValueOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface ValueComparison {
  readonly operator: ValueOperator;
  readonly value: number;
}

/** Observations of one data set that a query selects. */
export interface Selection {
  readonly dataSet: CodedLoad;
  /** Any of these keys; empty selects nothing. */
  readonly keys: readonly KeySelection[];
  /** Codes that an observation has besides, whatever its key. */
  readonly codes: KeySelection;
  /** Any of these ranges; empty selects nothing. */
  readonly periods: readonly PeriodRange[];
  /** Null for all. */
  readonly statuses: readonly ObsStatus[] | null;
  /** Any of these, each of which has all of its comparisons; null for all. */
  readonly values: readonly (readonly ValueComparison[])[] | null;
  /** Maximum observations of each series, from its start or from its end. */
  readonly perSeries: { readonly first: number | null; readonly last: number | null };
  readonly offset: number;
  /** Null for all. */
  readonly limit: number | null;
  /** Position of the dimension that varies fastest in the order of the rows; null for the period. */
  readonly fastest: number | null;
}

/** Whether no observation can match, so that the engine need not be asked. */
export function isEmpty({ keys, codes, periods, statuses }: Selection): boolean {
  const hasNone = (key: KeySelection) => key.some((ranks) => ranks?.length === 0);
  return keys.every(hasNone) || hasNone(codes) || periods.length === 0 || statuses?.length === 0;
}

/** Ranks without gaps between them, both ends included. */
export type Run = readonly [first: number, last: number];

/** @param ranks ascending */
export function runsOf(ranks: readonly number[]): readonly Run[] {
  const runs: [first: number, last: number][] = [];
  for (const rank of ranks) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === rank - 1) run[1] = rank;
    else runs.push([rank, rank]);
  }
  return runs;
}
