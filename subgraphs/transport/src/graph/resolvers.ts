import { DateResolver, DateTimeResolver } from '@civic-graph/subgraph-kit';
import { activePeriodResolvers, informedEntityResolvers, serviceAlertResolvers } from './alerts.ts';
import type { Setting, TransportContext } from './context.ts';
import { departureResolvers } from './departure.ts';
import { farePartResolvers, fareResolvers, itineraryFareResolvers, routeFareResolvers } from './fares.ts';
import {
  fareChargeResolvers,
  fareMediumResolvers,
  fareProductResolvers,
  riderCategoryResolvers,
} from './fares-v2.ts';
import { configuredFeedResolvers, feedResolvers, refusedFeedResolvers } from './feed.ts';
import {
  itineraryResolvers,
  journeyLegResolvers,
  journeyPlanResolvers,
  placeWalkResolvers,
  transitLegResolvers,
  walkLegResolvers,
} from './journey.ts';
import {
  bookingRuleResolvers,
  onDemandCallResolvers,
  onDemandPlaceResolvers,
  onDemandServiceResolvers,
} from './on-demand.ts';
import { otherAgenciesResolvers } from './other-agencies.ts';
import { polylineResolvers } from './polyline.ts';
import { queryResolvers } from './query.ts';
import { realtimeProblemResolvers, realtimeSourceResolvers } from './realtime-sources.ts';
import { references } from './references.ts';
import { rentalResolvers } from './rentals.ts';
import type { Resolvers } from './resolver-types.ts';
import { operatorResolvers, patternResolvers, routeResolvers } from './route.ts';
import { stationResolvers, stopResolvers } from './stop.ts';
import { subscriptionResolvers } from './subscriptions.ts';
import { stopTimeResolvers, tripResolvers } from './trip.ts';
import { carriageResolvers, vehiclePositionResolvers } from './vehicles.ts';

export function createResolvers(setting: Setting): Resolvers<TransportContext> {
  return {
    Date: DateResolver,
    DateTime: DateTimeResolver,
    Query: queryResolvers(setting),
    Subscription: subscriptionResolvers(setting),
    Stop: { __resolveReference: references.Stop, ...stopResolvers(setting) },
    Station: { __resolveReference: references.Station, ...stationResolvers(setting) },
    Route: { __resolveReference: references.Route, ...routeResolvers(setting) },
    Pattern: { __resolveReference: references.Pattern, ...patternResolvers },
    Trip: { __resolveReference: references.Trip, ...tripResolvers(setting) },
    StopTime: stopTimeResolvers,
    Departure: departureResolvers(setting),
    VehiclePosition: vehiclePositionResolvers,
    Carriage: carriageResolvers,
    ServiceAlert: serviceAlertResolvers,
    ActivePeriod: activePeriodResolvers,
    InformedEntity: informedEntityResolvers,
    ...rentalResolvers(setting),
    OnDemandService: onDemandServiceResolvers,
    OnDemandCall: onDemandCallResolvers,
    OnDemandPlace: onDemandPlaceResolvers,
    BookingRule: bookingRuleResolvers(setting),
    JourneyPlan: journeyPlanResolvers,
    Itinerary: itineraryResolvers,
    ItineraryFare: itineraryFareResolvers,
    FarePart: farePartResolvers,
    FareCharge: fareChargeResolvers,
    FareProduct: fareProductResolvers,
    RiderCategory: riderCategoryResolvers,
    FareMedium: fareMediumResolvers,
    JourneyLeg: journeyLegResolvers,
    WalkLeg: walkLegResolvers,
    PlaceWalk: placeWalkResolvers,
    Polyline: polylineResolvers,
    TransitLeg: transitLegResolvers(setting),
    Fare: fareResolvers,
    RouteFare: routeFareResolvers,
    Operator: operatorResolvers,
    Feed: feedResolvers(setting),
    ConfiguredFeed: configuredFeedResolvers,
    RefusedFeed: refusedFeedResolvers,
    RealtimeSource: realtimeSourceResolvers(setting),
    RealtimeProblem: realtimeProblemResolvers,
    Agency: { __resolveReference: references.Agency, ...otherAgenciesResolvers.Agency },
    Region: { __resolveReference: references.Region, ...otherAgenciesResolvers.Region },
    Citizen: { __resolveReference: references.Citizen, ...otherAgenciesResolvers.Citizen },
    TransitPass: otherAgenciesResolvers.TransitPass,
  };
}
