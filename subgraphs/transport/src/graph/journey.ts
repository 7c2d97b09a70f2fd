import { at } from '../feed/columns.ts';
import { fareOfRide } from '../feed/fares.ts';
import { formatIsoDate } from '../gtfs/date.ts';
import { activeAlerts } from './alerts.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { precisionOfTime } from './enumerations.ts';
import { gtfsId } from './loaders.ts';
import type { JourneyLegModel } from './mappers.ts';
import {
  alertTarget,
  expectedDelay,
  formatEstimate,
  occupancyAt,
  runOf,
  vehicleOf,
} from './realtime-call.ts';
import { alightingOf, boardingOf, missesConnection, stateOfRide } from './ride-estimates.ts';
import { tripHeadsign } from './trip.ts';

export const journeyPlanResolvers: TransportResolvers['JourneyPlan'] = {
  itineraries: ({ feed, itineraries }) => itineraries.map((itinerary) => ({ ...itinerary, feed })),
};

export const itineraryResolvers: TransportResolvers['Itinerary'] = {
  departure: ({ feed, departure }) => feed.clock.format(departure),
  arrival: ({ feed, arrival }) => feed.clock.format(arrival),
  durationSeconds: ({ departure, arrival }) => arrival - departure,
  transfers: ({ transfers }) => transfers,
  walkMeters: ({ legs }) =>
    Math.round(legs.reduce((sum, leg) => sum + (leg.kind === 'walk' ? leg.meters : 0), 0)),
  legs: ({ feed, legs }) => legs.map((leg) => ({ ...leg, feed })),
  missesConnection: ({ feed, legs }, _args, { loaders: { realtime } }) =>
    missesConnection(realtime, feed, legs),
};

export const journeyLegResolvers: TransportResolvers['JourneyLeg'] = {
  __resolveType: ({ kind }) => (kind === 'walk' ? 'WalkLeg' : 'TransitLeg'),
};

const ends = {
  from: ({ feed, from }: JourneyLegModel) => ({ feed, row: from }),
  to: ({ feed, to }: JourneyLegModel) => ({ feed, row: to }),
  departure: ({ feed, departure }: JourneyLegModel) => feed.clock.format(departure),
  arrival: ({ feed, arrival }: JourneyLegModel) => feed.clock.format(arrival),
};

export const walkLegResolvers: TransportResolvers['WalkLeg'] = {
  ...ends,
  distanceMeters: ({ meters }) => Math.round(meters),
};

export const transitLegResolvers = ({ clock }: Setting): TransportResolvers['TransitLeg'] => ({
  ...ends,
  departurePrecision: ({ feed, boarding }) => precisionOfTime(feed.stopTimes.precisions[boarding]),
  arrivalPrecision: ({ feed, alighting }) => precisionOfTime(feed.stopTimes.precisions[alighting]),
  route: ({ feed, trip }) => ({ feed, row: at(feed.trips.routes, trip) }),
  trip: ({ feed, trip }) => ({ feed, row: trip }),
  serviceDate: ({ serviceDay }) => formatIsoDate(serviceDay),
  headsign: ({ feed, trip, boarding }, { language }) => tripHeadsign(feed, trip, boarding, language),
  intermediateStops: ({ feed, boarding, alighting }) =>
    Array.from(feed.stopTimes.stops.subarray(boarding + 1, alighting), (row) => ({ feed, row })),
  fare: ({ feed, trip, from, to }) => {
    const fare = fareOfRide(feed, at(feed.trips.routes, trip), from, to);
    return fare === null ? null : { feed, row: fare };
  },
  realtime: (leg, _args, { loaders: { realtime } }) => stateOfRide(realtime, leg.feed, leg) !== 'SCHEDULED',
  realtimeState: (leg, _args, { loaders: { realtime } }) => stateOfRide(realtime, leg.feed, leg),
  estimatedDeparture: (leg, _args, { loaders: { realtime } }) =>
    formatEstimate(leg.feed, leg.serviceDay, boardingOf(realtime, leg.feed, leg)),
  estimatedArrival: (leg, _args, { loaders: { realtime } }) =>
    formatEstimate(leg.feed, leg.serviceDay, alightingOf(realtime, leg.feed, leg)),
  departureDelaySeconds: (leg, _args, { loaders: { realtime } }) =>
    expectedDelay(leg.feed, leg.boarding, boardingOf(realtime, leg.feed, leg), 'departures'),
  arrivalDelaySeconds: (leg, _args, { loaders: { realtime } }) =>
    expectedDelay(leg.feed, leg.alighting, alightingOf(realtime, leg.feed, leg), 'arrivals'),
  occupancy: ({ feed, trip, serviceDay, boarding }, _args, { loaders: { realtime } }) =>
    occupancyAt(
      runOf(realtime, feed, trip, serviceDay),
      boarding - at(feed.stopTimes.offsets, trip),
      vehicleOf(realtime, feed, trip, serviceDay),
    ),
  vehicle: ({ feed, trip, serviceDay }, _args, { loaders: { realtime } }) =>
    vehicleOf(realtime, feed, trip, serviceDay),
  alerts: ({ feed, trip, serviceDay, from, to }, _args, { loaders: { realtime } }) => {
    const target = alertTarget(realtime, feed, trip, serviceDay);
    const found = [from, to].flatMap((stop) => realtime.alerts.of({ ...target, stop }));
    return activeAlerts(realtime, [...new Set(found)], clock);
  },
});

export const fareResolvers: TransportResolvers['Fare'] = {
  gtfsId: ({ feed, row }) => gtfsId(feed, at(feed.fares, row).id),
  price: ({ feed, row }) => at(feed.fares, row).price,
  currency: ({ feed, row }) => at(feed.fares, row).currency,
  transfers: ({ feed, row }) => at(feed.fares, row).transfers,
  transferDurationSeconds: ({ feed, row }) => at(feed.fares, row).transferSeconds,
  paidBeforeBoarding: ({ feed, row }) => at(feed.fares, row).paidBeforeBoarding,
};

export const routeFareResolvers: TransportResolvers['RouteFare'] = {
  fare: ({ feed, fare }) => ({ feed, row: fare }),
  originZoneId: ({ origin }) => origin,
  destinationZoneId: ({ destination }) => destination,
};
