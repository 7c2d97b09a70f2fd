import type { Problem } from '../gtfs/load-report.ts';
import type { Groups } from './columns.ts';
import type { StopLocator } from './nearby.ts';
import type { ServiceCalendar } from './service-calendar.ts';
import type {
  Fare,
  FareRule,
  FeedInfo,
  Operator,
  Pattern,
  Route,
  StopTable,
  StopTimeTable,
  Transfer,
  TripTable,
} from './tables.ts';
import type { NameIndex } from './text-search.ts';
import type { Translations } from './translations.ts';
import type { ZoneClock } from './zone-clock.ts';

/** What the files of one feed say, checked. */
export interface FeedTables {
  readonly operators: readonly Operator[];
  readonly stops: StopTable;
  readonly routes: readonly Route[];
  readonly routeIndex: ReadonlyMap<string, number>;
  readonly calendar: ServiceCalendar;
  readonly trips: TripTable;
  readonly stopTimes: StopTimeTable;
  readonly fares: readonly Fare[];
  readonly fareRules: readonly FareRule[];
  readonly transfers: readonly Transfer[];
  /** Area id -> stop rows (areas.txt, stop_areas.txt). */
  readonly areas: ReadonlyMap<string, readonly number[]>;
  readonly translations: Translations;
  readonly info: FeedInfo;
  readonly clock: ZoneClock;
}

/**
 * One loaded feed with its indexes. Immutable: a reload makes a new one, and a request that began with the old
 * one goes on with it, so no answer mixes two timetables.
 */
export interface Feed extends FeedTables {
  readonly id: string;
  readonly patterns: readonly Pattern[];
  readonly patternIndex: ReadonlyMap<string, number>;
  /** Trip row -> pattern row. */
  readonly patternOfTrip: Int32Array;
  /** Stop row -> pattern rows that call there. */
  readonly patternsOfStop: Groups;
  /** Stop row -> stop time rows at which one may board, by departure time. */
  readonly departures: Groups;
  readonly locator: StopLocator;
  readonly names: NameIndex;
  readonly warnings: readonly Problem[];
}
