import { at } from '../feed/columns.ts';
import { cheapestFare } from '../feed/journey-fares.ts';
import { formatIsoDate } from '../gtfs/date.ts';
import { destinationPlace, originPlace } from '../journey/itinerary.ts';
import { lineBetween, lineOfRide, straightLine } from '../shapes/lines.ts';
import { activeAlerts } from './alerts.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { precisionOfTime } from './enumerations.ts';
import { paidRides } from './fares.ts';
import { fareOfItinerary, fareProductsOf } from './fares-v2.ts';
import { accessibilityOf, co2OfRide } from './journey-figures.ts';
import { clockAt, placeWalk, walkMeters } from './journey-legs.ts';
import { earlierArrival, laterDeparture } from './journey-pages.ts';
import type { JourneyLegModel, JourneyPlanModel, TransitLegModel } from './mappers.ts';
import {
  alertTarget,
  expectedDelay,
  formatEstimate,
  occupancyAt,
  runOf,
  vehicleOf,
} from './realtime-call.ts';
import {
  alightingOf,
  boardingOf,
  intermediateStops,
  missesConnection,
  stateOfRide,
} from './ride-estimates.ts';
import { tripHeadsign } from './trip.ts';

export const journeyPlanResolvers: TransportResolvers['JourneyPlan'] = {
  itineraries: ({ itineraries }) => itineraries,
  later: (plan) => instant(plan, laterDeparture(plan)),
  earlier: (plan) => instant(plan, earlierArrival(plan)),
};

function instant({ feeds }: JourneyPlanModel, seconds: number | null): string | null {
  return seconds === null ? null : at(feeds, 0).feed.clock.format(seconds);
}

export const itineraryResolvers: TransportResolvers['Itinerary'] = {
  departure: (itinerary) => clockAt(itinerary, 'start').format(itinerary.departure),
  arrival: (itinerary) => clockAt(itinerary, 'end').format(itinerary.arrival),
  durationSeconds: ({ departure, arrival }) => arrival - departure,
  transfers: ({ transfers }) => transfers,
  walkMeters: (itinerary) =>
    Math.round(
      itinerary.legs.reduce((sum, leg) => sum + (leg.kind === 'walk' ? walkMeters(itinerary, leg) : 0), 0),
    ),
  legs: ({ legModels }) => legModels,
  access: (itinerary) => placeWalk(itinerary, ({ from }) => from === originPlace),
  egress: (itinerary) =>
    placeWalk(itinerary, ({ from, to }) => to === destinationPlace && from !== originPlace),
  missesConnection: ({ query, legModels }) => query.realtime === false && missesConnection(legModels),
  wheelchairAccessible: ({ rides }) => accessibilityOf(rides),
  fare: (itinerary, args) => {
    const fare = fareOfItinerary(itinerary, args);
    return typeof fare === 'string' ? null : fare;
  },
  unknownFareReason: (itinerary, args) => {
    const fare = fareOfItinerary(itinerary, args);
    return typeof fare === 'string' ? fare : null;
  },
  co2Grams: ({ rides }) => Math.round(rides.reduce((sum, leg) => sum + co2OfRide(leg), 0)),
};

export const placeWalkResolvers: TransportResolvers['PlaceWalk'] = {
  stop: ({ stop }) => stop,
  departure: ({ clock, departure }) => clock.format(departure),
  arrival: ({ clock, arrival }) => clock.format(arrival),
  distanceMeters: ({ meters }) => Math.round(meters ?? 0),
};

export const journeyLegResolvers: TransportResolvers['JourneyLeg'] = {
  __resolveType: ({ kind }) => (kind === 'walk' ? 'WalkLeg' : 'TransitLeg'),
};

const ends = {
  from: ({ start }: JourneyLegModel) => start,
  to: ({ end }: JourneyLegModel) => end,
  expectedDeparture: ({ clock, departure }: JourneyLegModel) => clock.format(departure),
  expectedArrival: ({ clock, arrival }: JourneyLegModel) => clock.format(arrival),
};

function scheduled(
  { feed, serviceDay }: TransitLegModel,
  times: 'arrivals' | 'departures',
  row: number,
): string {
  return feed.clock.format(feed.clock.serviceDayStart(serviceDay) + at(feed.stopTimes[times], row));
}

export const walkLegResolvers: TransportResolvers['WalkLeg'] = {
  ...ends,
  departure: ends.expectedDeparture,
  arrival: ends.expectedArrival,
  shape: ({ start, end }) => lineBetween(start, end),
  distanceMeters: ({ meters }) => Math.round(meters ?? 0),
};

export const transitLegResolvers = ({ clock }: Setting): TransportResolvers['TransitLeg'] => ({
  ...ends,
  departure: (leg) => scheduled(leg, 'departures', leg.boarding),
  arrival: (leg) => scheduled(leg, 'arrivals', leg.alighting),
  departurePrecision: ({ feed, boarding }) => precisionOfTime(feed.stopTimes.precisions[boarding]),
  arrivalPrecision: ({ feed, alighting }) => precisionOfTime(feed.stopTimes.precisions[alighting]),
  route: ({ feed, trip }) => ({ feed, row: at(feed.trips.routes, trip) }),
  trip: ({ feed, trip }) => ({ feed, row: trip }),
  serviceDate: ({ serviceDay }) => formatIsoDate(serviceDay),
  shape: (leg) =>
    lineOfRide(leg.feed, leg.trip, leg.boarding, leg.alighting) ??
    straightLine(leg.feed, [leg.from, ...intermediateStops(leg), leg.to]),
  headsign: ({ feed, trip, boarding }, { language }) => tripHeadsign(feed, trip, boarding, language),
  intermediateStops: (leg) => intermediateStops(leg).map((row) => ({ feed: leg.feed, row })),
  fareProducts: (leg, args) => fareProductsOf(leg, args),
  fare: (leg) => {
    if (leg.feed.faresV2 !== null) return null;
    const fare = cheapestFare(leg.feed, paidRides([leg]));
    return fare === null ? null : { feed: leg.feed, row: fare };
  },
  staysAboard: ({ staysAboard }) => staysAboard,
  realtime: (leg) => stateOfRide(leg) !== 'SCHEDULED',
  realtimeState: (leg) => stateOfRide(leg),
  estimatedDeparture: (leg) => formatEstimate(leg.feed, leg.serviceDay, boardingOf(leg)),
  estimatedArrival: (leg) => formatEstimate(leg.feed, leg.serviceDay, alightingOf(leg)),
  departureDelaySeconds: (leg) => expectedDelay(leg.feed, leg.boarding, boardingOf(leg), 'departures'),
  arrivalDelaySeconds: (leg) => expectedDelay(leg.feed, leg.alighting, alightingOf(leg), 'arrivals'),
  occupancy: ({ realtime, feed, trip, serviceDay, boarding }) =>
    occupancyAt(
      runOf(realtime, feed, trip, serviceDay),
      boarding - at(feed.stopTimes.offsets, trip),
      vehicleOf(realtime, feed, trip, serviceDay),
    ),
  vehicle: ({ realtime, feed, trip, serviceDay }) => vehicleOf(realtime, feed, trip, serviceDay),
  alerts: ({ realtime, feed, trip, serviceDay, from, to }) => {
    const target = alertTarget(realtime, feed, trip, serviceDay);
    const found = [from, to].flatMap((stop) => realtime.alerts.of({ ...target, stop }));
    return activeAlerts([{ feed: realtime.feed, alerts: [...new Set(found)] }], clock);
  },
});
