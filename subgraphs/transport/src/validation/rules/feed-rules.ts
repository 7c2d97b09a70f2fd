import { agencies } from './agencies/agencies.ts';
import { agencyReferences } from './agencies/agency-references.ts';
import { feedLanguage } from './agencies/feed-language.ts';
import { sameUrls } from './agencies/same-urls.ts';
import { defaultRiderCategories } from './fares/default-rider-categories.ts';
import { fareMedia } from './fares/fare-media.ts';
import { fareNetworks } from './fares/fare-networks.ts';
import { timeframeOverlaps } from './fares/timeframe-overlaps.ts';
import { continuousRoutes } from './on-demand/continuous-routes.ts';
import { pairedStopTimes } from './on-demand/paired-stop-times.ts';
import { zoneOverlaps } from './on-demand/zone-overlaps.ts';
import { zones } from './on-demand/zones.ts';
import { danglingNodes } from './pathways/dangling-nodes.ts';
import { levelsAtElevators } from './pathways/levels-at-elevators.ts';
import { pathwayEnds } from './pathways/pathway-ends.ts';
import { reachablePlaces } from './pathways/reachable-places.ts';
import { duplicateRouteNames } from './routes/duplicate-route-names.ts';
import { routeNetworks } from './routes/route-networks.ts';
import type { FeedRule } from './rule.ts';
import { expiredServices } from './services/expired-services.ts';
import { feedPeriod } from './services/feed-period.ts';
import { serviceGaps } from './services/service-gaps.ts';
import { serviceReferences } from './services/service-references.ts';
import { serviceWindow } from './services/service-window.ts';
import { tripCoverage } from './services/trip-coverage.ts';
import { shapeDistances } from './shapes/shape-distances.ts';
import { stopTimeDistances } from './shapes/stop-time-distances.ts';
import { stopsOnShapes } from './shapes/stops-on-shapes.ts';
import { tripLengths } from './shapes/trip-lengths.ts';
import { usedShapes } from './shapes/used-shapes.ts';
import { parentStations } from './stops/parent-stations.ts';
import { usedStops } from './stops/used-stops.ts';
import { zonesOfStops } from './stops/zones-of-stops.ts';
import { inSeatModes } from './transfers/in-seat-modes.ts';
import { transferDistance } from './transfers/transfer-distance.ts';
import { transferEnds } from './transfers/transfer-ends.ts';
import { translations } from './translations/translations.ts';
import { bikesOnFerries } from './trips/bikes-on-ferries.ts';
import { blockModes } from './trips/block-modes.ts';
import { blockOverlaps } from './trips/block-overlaps.ts';
import { headsigns } from './trips/headsigns.ts';
import { headwayOverlaps } from './trips/headway-overlaps.ts';
import { stopTimeOrder } from './trips/stop-time-order.ts';
import { travelSpeed } from './trips/travel-speed.ts';
import { tripTimes } from './trips/trip-times.ts';
import { usableTrips } from './trips/usable-trips.ts';

/** Rules for whole files, which run when all files are read. */
export const feedRules: readonly FeedRule[] = [
  agencies,
  agencyReferences,
  bikesOnFerries,
  blockModes,
  blockOverlaps,
  continuousRoutes,
  danglingNodes,
  defaultRiderCategories,
  duplicateRouteNames,
  expiredServices,
  fareMedia,
  fareNetworks,
  feedLanguage,
  feedPeriod,
  headsigns,
  headwayOverlaps,
  inSeatModes,
  levelsAtElevators,
  pairedStopTimes,
  parentStations,
  pathwayEnds,
  reachablePlaces,
  routeNetworks,
  sameUrls,
  serviceGaps,
  serviceReferences,
  serviceWindow,
  shapeDistances,
  stopTimeDistances,
  stopTimeOrder,
  stopsOnShapes,
  timeframeOverlaps,
  transferDistance,
  transferEnds,
  translations,
  travelSpeed,
  tripCoverage,
  tripLengths,
  tripTimes,
  usableTrips,
  usedShapes,
  usedStops,
  zoneOverlaps,
  zones,
  zonesOfStops,
];
