import { type Groups, rowsOf } from './columns.ts';
import type { IdTable } from './id-table.ts';

/**
 * Sequences of stops: the trips of a route and direction that call at the same stops in the same order. GTFS
 * has no id for them, so it is `route:direction:n`.
 */
export interface PatternTable {
  readonly ids: IdTable;
  readonly routes: Int32Array;
  /** `direction_id`, or -1. */
  readonly directions: Int32Array;
  /** Pattern row -> stop rows in the order of travel. */
  readonly stops: Groups;
  /** Pattern row -> trip rows in order of their first departure. */
  readonly trips: Groups;
}

export function stopsOfPattern({ stops }: PatternTable, pattern: number): Int32Array {
  return rowsOf(stops, pattern);
}

/** At least one. */
export function tripsOfPattern({ trips }: PatternTable, pattern: number): Int32Array {
  return rowsOf(trips, pattern);
}
