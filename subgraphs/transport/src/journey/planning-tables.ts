import { at, type Groups } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { ServiceTable } from '../feed/service-calendar.ts';
import type { StopTable, StopTimeTable, TransferTable, TripTransfer } from '../feed/tables.ts';
import type { PathwayTable } from '../pathways/pathway-table.ts';

/** The rows of one feed, which follow the rows of the feeds before it. */
export interface TablePart {
  /** A name of the tz database. */
  readonly timezone: string;
  readonly firstTrip: number;
  readonly firstRoute: number;
  readonly firstStopTime: number;
  /** The latest arrival or departure of its trips: the length of a service day. */
  readonly latest: number;
}

/**
 * Part of a feed, or of several feeds, for the planner: plain data in shared memory, because it goes to a
 * worker thread without a copy.
 */
export interface PlanningTables {
  readonly stops: Pick<
    StopTable,
    'kinds' | 'latitudes' | 'longitudes' | 'parents' | 'children' | 'wheelchair' | 'access'
  >;
  readonly stopTimes: Pick<
    StopTimeTable,
    'offsets' | 'trips' | 'stops' | 'arrivals' | 'departures' | 'pickups' | 'dropOffs'
  >;
  readonly transfers: TransferTable;
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
  readonly routeCount: number;
  readonly calendar: ServiceTable;
  /** The feeds, at least one, in the order of their rows. */
  readonly parts: readonly TablePart[];
}

export function planningTables(feed: Feed): PlanningTables {
  const { kinds, latitudes, longitudes, parents, children, wheelchair, access } = feed.stops;
  const { offsets, trips, stops, arrivals, departures, pickups, dropOffs, latest } = feed.stopTimes;
  return {
    stops: { kinds, latitudes, longitudes, parents, children, wheelchair, access },
    stopTimes: { offsets, trips, stops, arrivals, departures, pickups, dropOffs },
    transfers: feed.transfers,
    pathways: feed.pathways,
    tripTransfers: feed.tripTransfers,
    blocks: feed.trips.blocks,
    services: feed.trips.services,
    wheelchair: feed.trips.wheelchair,
    patterns: feed.patterns.trips,
    routes: feed.patterns.routes,
    routeCount: feed.routes.length,
    calendar: feed.calendar.services,
    parts: [{ timezone: feed.clock.name, firstTrip: 0, firstRoute: 0, firstStopTime: 0, latest }],
  };
}

/** Index of the feed that has a trip or route row. */
export function feedOf(
  { parts }: Pick<PlanningTables, 'parts'>,
  first: 'firstTrip' | 'firstRoute',
  row: number,
): number {
  let feed = parts.length - 1;
  while (feed > 0 && at(parts, feed)[first] > row) feed -= 1;
  return feed;
}
