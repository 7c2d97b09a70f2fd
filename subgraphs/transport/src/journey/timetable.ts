import { gather, groupRows, IntColumn, intAt } from '../feed/columns.ts';
import { ServiceCalendar } from '../feed/service-calendar.ts';
import { ZoneClock } from '../feed/zone-clock.ts';
import { ActiveTrips } from './active-trips.ts';
import { type Footpaths, findFootpaths, reversedFootpaths } from './footpaths.ts';
import { findLanes, type Lanes } from './lanes.ts';
import type { PlanningTables } from './planning-tables.ts';

/** Calls of patterns by stop; a stop passed twice is listed twice. */
export interface Calls {
  readonly offsets: Int32Array;
  readonly patterns: Int32Array;
  /** Index of the stop within the pattern. */
  readonly calls: Int32Array;
}

/** One feed prepared for searching, built once for all service days. */
export interface Timetable {
  readonly tables: PlanningTables;
  readonly stopCount: number;
  readonly patternCount: number;
  readonly lanes: Lanes;
  readonly callsAt: Calls;
  readonly footpaths: Footpaths;
  /** Footpaths by destination. */
  readonly footpathsTo: Footpaths;
  readonly activeTrips: ActiveTrips;
  readonly clock: ZoneClock;
}

export function buildTimetable(tables: PlanningTables): Timetable {
  const lanes = findLanes(tables);
  const footpaths = findFootpaths(tables);
  return {
    tables,
    stopCount: tables.stops.kinds.length,
    patternCount: tables.patterns.offsets.length - 1,
    lanes,
    callsAt: findCalls(tables),
    footpaths,
    footpathsTo: reversedFootpaths(footpaths),
    activeTrips: new ActiveTrips(new ServiceCalendar(tables.calendar), tables.services, lanes.trips),
    clock: new ZoneClock(tables.timezone),
  };
}

/** First stop time of a pattern's first trip, which defines its stops. */
export function firstRowOf({ patterns, stopTimes }: PlanningTables, pattern: number): number {
  return intAt(stopTimes.offsets, intAt(patterns.rows, intAt(patterns.offsets, pattern)));
}

export function callCountOf({ patterns, stopTimes }: PlanningTables, pattern: number): number {
  const trip = intAt(patterns.rows, intAt(patterns.offsets, pattern));
  return intAt(stopTimes.offsets, trip + 1) - intAt(stopTimes.offsets, trip);
}

function findCalls(tables: PlanningTables): Calls {
  const stops = new IntColumn();
  const patterns = new IntColumn();
  const calls = new IntColumn();
  for (let pattern = 0; pattern + 1 < tables.patterns.offsets.length; pattern += 1) {
    const first = firstRowOf(tables, pattern);
    for (let call = 0; call < callCountOf(tables, pattern); call += 1) {
      stops.push(intAt(tables.stopTimes.stops, first + call));
      patterns.push(pattern);
      calls.push(call);
    }
  }
  const { offsets, rows } = groupRows(stops.toArray(), tables.stops.kinds.length);
  return { offsets, patterns: gather(patterns.toArray(), rows), calls: gather(calls.toArray(), rows) };
}
