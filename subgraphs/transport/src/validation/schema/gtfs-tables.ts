import * as fares from './fare-tables.ts';
import * as feed from './feed-tables.ts';
import * as network from './network-tables.ts';
import type { TableSpec } from './table-spec.ts';
import * as timetable from './timetable-tables.ts';

/** Files of a feed, each after the files that its rows refer to. */
export const gtfsTables: readonly TableSpec[] = [
  network.agency,
  feed.feedInfo,
  network.levels,
  network.stops,
  network.pathways,
  network.networks,
  network.routes,
  network.routeNetworks,
  network.areas,
  network.stopAreas,
  feed.locationGroups,
  feed.locationGroupStops,
  feed.bookingRules,
  timetable.calendar,
  timetable.calendarDates,
  timetable.shapes,
  timetable.trips,
  timetable.stopTimes,
  timetable.frequencies,
  timetable.transfers,
  fares.fareAttributes,
  fares.fareRules,
  fares.fareMedia,
  fares.riderCategories,
  fares.fareProducts,
  fares.timeframes,
  fares.fareLegRules,
  fares.fareTransferRules,
  fares.fareLegJoinRules,
  feed.attributions,
  feed.translations,
];

/** Zones of GTFS-Flex, the only file that is not a table. */
export const locationsFile = 'locations.geojson';
