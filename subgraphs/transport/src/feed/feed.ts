import type { Problem } from '../gtfs/load-report.ts';
import type { NameIndex } from '../search/name-index.ts';
import type { Groups } from './columns.ts';
import type { FeedTables } from './feed-tables.ts';
import type { StopLocator } from './nearby.ts';
import type { PatternTable } from './pattern-table.ts';

/**
 * A loaded feed with its indexes. Immutable: a request keeps its feed during a reload, so that no answer
 * mixes two timetables.
 */
export interface Feed extends FeedTables {
  readonly id: string;
  readonly patterns: PatternTable;
  /** Trip row -> pattern row. */
  readonly patternOfTrip: Int32Array;
  /** Stop row -> pattern rows that call there. */
  readonly patternsOfStop: Groups;
  /** Stop row -> boardable stop time rows, by departure time. */
  readonly departures: Groups;
  readonly locator: StopLocator;
  readonly names: NameIndex;
  readonly warnings: readonly Problem[];
}
