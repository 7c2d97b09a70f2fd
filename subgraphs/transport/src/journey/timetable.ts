import { at, gather, groupRows, IntColumn, intAt } from '../feed/columns.ts';
import { ServiceCalendar } from '../feed/service-calendar.ts';
import { ActiveTrips, notAccessible } from './active-trips.ts';
import { type Blocks, findBlocks } from './blocks.ts';
import { DayRoutesCache } from './day-routes.ts';
import { type Footpaths, findFootpaths, reversedFootpaths } from './footpaths.ts';
import { StationWalks } from './pathways/station-walks.ts';
import type { PlanningTables } from './planning-tables.ts';
import { findRaptorRoutes, type RaptorRoutes } from './raptor-routes.ts';
import { findZones, type Zones } from './zones.ts';

/** Calls of patterns by stop; a stop passed twice is listed twice. */
export interface Calls {
  readonly offsets: Int32Array;
  readonly patterns: Int32Array;
  /** Index of the stop within the pattern. */
  readonly calls: Int32Array;
}

/** Walks of passengers. */
export interface Walks {
  readonly footpaths: Footpaths;
  /** Footpaths by destination. */
  readonly footpathsTo: Footpaths;
  /** Walks by pathways in stations; `null` if the feed has none. */
  readonly inStations: StationWalks | null;
}

/** One feed prepared for searching, built once for all service days. */
export interface Timetable {
  readonly tables: PlanningTables;
  readonly stopCount: number;
  readonly patternCount: number;
  readonly raptorRoutes: RaptorRoutes;
  readonly dayRoutes: DayRoutesCache;
  /** `null` if passengers can never stay aboard for another trip. */
  readonly blocks: Blocks | null;
  /** Trip row -> place in the RAPTOR routes. */
  readonly placeOf: Int32Array;
  readonly callsAt: Calls;
  readonly walks: Walks;
  /** For passengers in wheelchairs: the same without pathways in stations. */
  readonly accessibleWalks: Walks;
  /** Stop row -> minimum seconds between two vehicles there. */
  readonly changeSeconds: Int32Array;
  readonly activeTrips: ActiveTrips;
  /** Without trips that cannot be used with a wheelchair. */
  readonly accessibleTrips: ActiveTrips;
  /** Rows of stops that cannot be used with a wheelchair. */
  readonly inaccessibleStops: Int32Array;
  readonly zones: Zones;
}

export function buildTimetable(tables: PlanningTables): Timetable {
  const blocks = findBlocks(tables);
  const raptorRoutes = findRaptorRoutes(tables, blocks);
  const { walks, accessibleWalks, changeSeconds } = findWalks(tables);
  const calendar = new ServiceCalendar(tables.calendar);
  const { services, wheelchair } = tables;
  return {
    tables,
    stopCount: tables.stops.kinds.length,
    patternCount: tables.patterns.offsets.length - 1,
    raptorRoutes,
    dayRoutes: new DayRoutesCache(tables, raptorRoutes),
    blocks,
    placeOf: placesOf(raptorRoutes.trips),
    callsAt: findCalls(tables),
    walks,
    accessibleWalks,
    changeSeconds,
    activeTrips: new ActiveTrips(calendar, services, raptorRoutes.trips),
    accessibleTrips: new ActiveTrips(calendar, services, raptorRoutes.trips, wheelchair),
    inaccessibleStops: inaccessibleStops(tables),
    zones: findZones(tables),
  };
}

function findWalks(tables: PlanningTables): Pick<Timetable, 'walks' | 'accessibleWalks' | 'changeSeconds'> {
  const { stops, pathways } = tables;
  const find = (inStations: StationWalks | null) => {
    const { footpaths, changeSeconds } = findFootpaths(tables, inStations);
    return { walks: { footpaths, footpathsTo: reversedFootpaths(footpaths), inStations }, changeSeconds };
  };
  if (pathways.from.length === 0) {
    const { walks, changeSeconds } = find(null);
    return { walks, accessibleWalks: walks, changeSeconds };
  }
  const { walks, changeSeconds } = find(new StationWalks(stops, pathways, false));
  const { walks: accessibleWalks } = find(new StationWalks(stops, pathways, true));
  return { walks, accessibleWalks, changeSeconds };
}

/** `wheelchair_boarding` of the stop, or else of its station. */
function inaccessibleStops({ stops: { wheelchair, parents } }: PlanningTables): Int32Array {
  return Int32Array.from(wheelchair.keys()).filter((stop) => {
    const own = at(wheelchair, stop);
    const parent = intAt(parents, stop);
    return (own === 0 && parent !== -1 ? at(wheelchair, parent) : own) === notAccessible;
  });
}

function placesOf(trips: Int32Array): Int32Array {
  const places = new Int32Array(trips.length);
  for (let place = 0; place < trips.length; place += 1) places[intAt(trips, place)] = place;
  return places;
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
