import { at } from '../feed/columns.ts';
import { fareOfRide } from '../feed/fares.ts';
import { formatIsoDate } from '../gtfs/date.ts';
import type { TransportResolvers } from './context.ts';
import { precisionOfTime } from './enumerations.ts';
import { gtfsId } from './loaders.ts';
import type { JourneyLegModel } from './mappers.ts';
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

export const transitLegResolvers: TransportResolvers['TransitLeg'] = {
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
};

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
