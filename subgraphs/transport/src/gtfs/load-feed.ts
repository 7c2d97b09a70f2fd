import type { Archive } from '../archive/archive.ts';
import { type Groups, intAt } from '../feed/columns.ts';
import { indexDepartures } from '../feed/departures.ts';
import type { Feed } from '../feed/feed.ts';
import type { FeedTables } from '../feed/feed-tables.ts';
import { StopLocator } from '../feed/nearby.ts';
import { findPatterns, type Patterns } from '../feed/patterns.ts';
import { asSlice } from '../feed/slices.ts';
import type { TripTable } from '../feed/tables.ts';
import { ZoneClock } from '../feed/zone-clock.ts';
import { indexNames } from '../search/name-index.ts';
import { FeedRefused, LoadReport, shownProblems } from './load-report.ts';
import { quote } from './row.ts';
import { readAgencies } from './tables/agencies.ts';
import { readAreas } from './tables/areas.ts';
import { readCalendar } from './tables/calendar.ts';
import { readFares } from './tables/fares.ts';
import { readFaresV2 } from './tables/fares-v2/read-fares-v2.ts';
import { readFeedInfo } from './tables/feed-info.ts';
import { expandFrequencies } from './tables/frequencies.ts';
import { readOnDemand } from './tables/on-demand/read-on-demand.ts';
import type { OnDemandParts } from './tables/on-demand/untimed-edges.ts';
import { readPathways } from './tables/pathways.ts';
import { readRoutes } from './tables/routes.ts';
import { readShapes } from './tables/shapes.ts';
import { readStopTimes } from './tables/stop-times/read-stop-times.ts';
import { readStops } from './tables/stops.ts';
import { readTransfers } from './tables/transfers.ts';
import { readTranslations } from './tables/translations.ts';
import { readTrips } from './tables/trips.ts';

const requiredFiles = ['agency.txt', 'stops.txt', 'routes.txt', 'trips.txt', 'stop_times.txt'];
/** Zones of GTFS-Flex; a feed with zones may have no stops. */
const zones = 'locations.geojson';

/** The tables of a feed, with the indexes that are plain data. */
export interface LoadedTables extends FeedTables, Patterns {
  readonly departures: Groups;
  readonly locator: StopLocator;
}

/**
 * Reads, validates and indexes a feed.
 *
 * @param id prefix of every `gtfsId`, before the colon
 * @param report collects the problems
 * @throws FeedRefused with the report, if the feed has an error
 */
export async function loadFeed(
  archive: Archive,
  id: string,
  report: LoadReport = new LoadReport(),
): Promise<Feed> {
  return completeFeed(id, await loadTables(archive, report), report);
}

/** Adds the index of names, which cannot go from one thread to another. */
export async function completeFeed(
  id: string,
  tables: LoadedTables,
  { problems }: Pick<LoadReport, 'problems'>,
): Promise<Feed> {
  return {
    ...tables,
    id,
    names: await indexNames(tables),
    warnings: problems.slice(0, shownProblems),
  };
}

/** @throws FeedRefused with the report, if the feed has an error */
export async function loadTables(archive: Archive, report: LoadReport): Promise<LoadedTables> {
  for (const file of requiredFiles) {
    const isOptional = file === 'stops.txt' && archive.has(zones);
    if (!archive.has(file) && !isOptional)
      report.error('missing_required_file', file, null, null, missing(archive.folderOf(file)));
  }
  // Without its files no other problem is worth reporting.
  if (report.errors > 0) throw new FeedRefused(report);
  const tables = await readTables(archive, report);
  if (report.errors > 0) throw new FeedRefused(report);
  return {
    ...tables,
    locator: await asSlice(() => StopLocator.of(tables.stops)),
    ...(await findPatterns(tables)),
    departures: await indexDepartures(tables.stopTimes, tables.stops.ids.length),
  };
}

function missing(folder: string | null): string {
  if (folder === null) return 'the file is missing';
  return `the file is missing; it lies in the folder ${quote(folder)}: zip the files without a folder`;
}

/** Ordered by references: a row can only refer to tables that are already read. */
async function readTables(archive: Archive, report: LoadReport): Promise<FeedTables> {
  const agencies = await readAgencies(archive, report);
  const stops = await readStops(archive, report);
  const { routes, index: routeIndex } = await readRoutes(archive, report, agencies);
  const { calendar, index: serviceIndex } = await readCalendar(archive, report);
  const { shapes, index: shapeIndex } = await readShapes(archive, report);
  const scheduledTrips = await readTrips(archive, report, routeIndex, serviceIndex, shapeIndex);
  const read = await readStopTimes(archive, report, scheduledTrips, stops);
  const { stopTimes: scheduledTimes, windows } = read;
  warnOfUnusableTrips(scheduledTrips, scheduledTimes.offsets, read.onDemand, report);
  const { trips, stopTimes } = await expandFrequencies(archive, report, {
    trips: scheduledTrips,
    stopTimes: scheduledTimes,
  });
  const areas = await readAreas(archive, report, stops.ids);
  const places = { stops, routes, routeIndex, areas, serviceIndex };
  return {
    operators: agencies.operators,
    stops,
    routes,
    routeIndex,
    calendar,
    trips,
    shapes,
    stopTimes,
    ...(await readFares(archive, report, routeIndex)),
    faresV2: await readFaresV2(archive, report, places),
    areas,
    onDemand: await readOnDemand(archive, report, windows, {
      ...{ stops, trips, stopTimes, serviceIndex },
      tripIds: scheduledTrips.ids,
    }),
    pathways: await readPathways(archive, report, stops),
    ...(await readTransfers(archive, report, stops.ids, trips.ids)),
    translations: await readTranslations(archive, report),
    info: await readFeedInfo(archive, report),
    clock: new ZoneClock(agencies.timezone),
  };
}

function warnOfUnusableTrips(
  { ids }: TripTable,
  offsets: Int32Array,
  onDemand: OnDemandParts,
  report: LoadReport,
): void {
  for (let trip = 0; trip < ids.length; trip += 1) {
    const stops = intAt(offsets, trip + 1) - intAt(offsets, trip);
    if (stops >= 2 || onDemand.has(trip)) continue;
    const message = `trip "${ids.at(trip)}" calls at ${stops} stops; nobody can travel with it`;
    report.warning('unusable_trip', 'trips.txt', null, 'trip_id', message);
  }
}
