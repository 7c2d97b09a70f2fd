import type { Groups } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { ServiceTable } from '../feed/service-calendar.ts';
import type { StopTable, StopTimeTable, Transfer, TripTransfer } from '../feed/tables.ts';
import type { PathwayTable } from '../pathways/pathway-table.ts';

/**
 * Part of a feed for the planner: plain data in shared memory, because it goes to a worker thread without a
 * copy.
 */
export interface PlanningTables {
  readonly stops: Pick<
    StopTable,
    'kinds' | 'latitudes' | 'longitudes' | 'parents' | 'children' | 'wheelchair' | 'access'
  >;
  readonly stopTimes: Pick<
    StopTimeTable,
    'offsets' | 'trips' | 'stops' | 'arrivals' | 'departures' | 'pickups' | 'dropOffs' | 'latest'
  >;
  readonly transfers: readonly Transfer[];
  readonly pathways: PathwayTable;
  readonly tripTransfers: readonly TripTransfer[];
  /** Trip row -> service row. */
  readonly services: Int32Array;
  /** Trip row -> number of its block, or -1. */
  readonly blocks: Int32Array;
  /** Trip row -> `wheelchair_accessible`. */
  readonly wheelchair: Uint8Array;
  /** Pattern row -> trips in order of their first departure. */
  readonly patterns: Groups;
  /** Pattern row -> route row. */
  readonly routes: Int32Array;
  readonly calendar: ServiceTable;
  /** A name of the tz database. */
  readonly timezone: string;
}

export function planningTables(feed: Feed): PlanningTables {
  const { kinds, latitudes, longitudes, parents, children, wheelchair, access } = feed.stops;
  const { offsets, trips, stops, arrivals, departures, pickups, dropOffs, latest } = feed.stopTimes;
  return {
    stops: { kinds, latitudes, longitudes, parents, children, wheelchair, access },
    stopTimes: { offsets, trips, stops, arrivals, departures, pickups, dropOffs, latest },
    transfers: feed.transfers,
    pathways: feed.pathways,
    tripTransfers: feed.tripTransfers,
    blocks: feed.trips.blocks,
    services: feed.trips.services,
    wheelchair: feed.trips.wheelchair,
    patterns: tripsOfPatterns(feed),
    routes: Int32Array.from(feed.patterns, ({ route }) => route),
    calendar: feed.calendar.services,
    timezone: feed.clock.name,
  };
}

function tripsOfPatterns({ patterns, trips }: Feed): Groups {
  const offsets = new Int32Array(patterns.length + 1);
  const rows = new Int32Array(trips.ids.length);
  let end = 0;
  for (const [pattern, { trips: own }] of patterns.entries()) {
    rows.set(own, end);
    end += own.length;
    offsets[pattern + 1] = end;
  }
  return { offsets, rows };
}
