import type { FareMedium, FareProduct, RiderCategory } from '../fares-v2/fares-v2.ts';
import type { FareCharge } from '../fares-v2/price-journey.ts';
import type { RouteFare } from '../feed/fare-index.ts';
import type { Feed } from '../feed/feed.ts';
import type { FarePart, JourneyFare } from '../feed/journey-fares.ts';
import type { ZoneClock } from '../feed/zone-clock.ts';
import type { Refusal } from '../feeds/feed-store.ts';
import type { ConfiguredFeed, ServedFeed } from '../feeds/feeds-in-service.ts';
import type {
  PricingPlan,
  PricingSegment,
  RentalSystem,
  RentalUris,
  VehicleType,
} from '../gbfs/rental-system.ts';
import type { StationOfSystem, VehicleOfSystem } from '../gbfs/rentals.ts';
import type { SystemSource } from '../gbfs/system-source.ts';
import type { Itinerary, TransitLeg, WalkLeg } from '../journey/itinerary.ts';
import type { JourneyQuery } from '../journey/planner.ts';
import type { OnDemandService } from '../on-demand/find-services.ts';
import type { BookingRule, OnDemandCall, OnDemandPlace } from '../on-demand/on-demand-table.ts';
import type { TransitPass } from '../passes/transit-passes.ts';
import type { JoinedPlaces } from '../places/joined-places.ts';
import type { InformedEntity, ServiceAlert } from '../realtime/alerts/alert.ts';
import type { VehiclePositionMessage } from '../realtime/message/feed-message.ts';
import type { RealtimeProblem } from '../realtime/problems.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import type { RealtimeSource } from '../realtime/source/realtime-source.ts';
import type { ExpectedDeparture } from '../realtime/trips/expected-departures.ts';
import type { Vehicle } from '../realtime/vehicles/vehicle.ts';
import type { Line } from '../shapes/lines.ts';
import type { UnknownFareReason } from './resolver-types.ts';

/** A table row with its feed, so that an answer finishes with the feed that it began with. */
export interface FeedRow {
  readonly feed: Feed;
  readonly row: number;
}

export type StopModel = FeedRow;
export type StationModel = FeedRow;
export type RouteModel = FeedRow;
export type PatternModel = FeedRow;
export type TripModel = FeedRow;
export type StopTimeModel = FeedRow;
export type FareModel = FeedRow;
export type RouteFareModel = RouteFare & { readonly feed: Feed };
/** `feed` is that of the fares. */
export type ItineraryFareModel = Pick<JourneyFare, 'price' | 'currency'> & {
  readonly feed: Feed;
  readonly parts: readonly FarePart[];
  readonly charges: readonly FareCharge[];
};
export type FareChargeModel = FareCharge & { readonly feed: Feed };
export interface FareProductModel {
  readonly feed: Feed;
  readonly product: FareProduct;
}
export interface RiderCategoryModel {
  readonly feed: Feed;
  readonly category: RiderCategory;
}
export interface FareMediumModel {
  readonly feed: Feed;
  readonly medium: FareMedium;
}
export type FarePartModel = FarePart & { readonly feed: Feed };
export type OnDemandServiceModel = OnDemandService & { readonly feed: Feed };
/** `isPickup` says which booking rule counts; `ride` is the instant of the pickup. */
export type OnDemandCallModel = Pick<OnDemandService, 'day' | 'ride'> & {
  readonly feed: Feed;
  readonly call: OnDemandCall;
  readonly isPickup: boolean;
};
export interface OnDemandPlaceModel {
  readonly feed: Feed;
  readonly place: OnDemandPlace;
}
export type BookingRuleModel = Omit<OnDemandCallModel, 'call'> & { readonly rule: BookingRule };
export interface RentalSystemModel {
  readonly source: SystemSource;
  /** `null` until it has been read. */
  readonly system: RentalSystem | null;
  /** Whether another one with the same id is served. */
  readonly isDuplicate: boolean;
}
export type RentalStationModel = StationOfSystem;
export type RentalVehicleModel = VehicleOfSystem;
export type RentalVehicleTypeModel = VehicleType;
export interface RentalVehicleCountModel {
  readonly system: RentalSystem;
  readonly type: string;
  readonly count: number;
}
export type RentalPricingPlanModel = PricingPlan;
export type RentalPricingSegmentModel = PricingSegment;
export type RentalUrisModel = RentalUris;
export type OperatorModel = FeedRow;
export type DepartureModel = ExpectedDeparture;
/** `feed` is that of the rows of route and stop. */
export interface VehiclePositionModel {
  readonly feed: Feed;
  readonly vehicle: Vehicle;
}
export type CarriageModel = VehiclePositionMessage['multiCarriageDetails'][number];
export interface ServiceAlertModel {
  readonly feed: Feed;
  readonly alert: ServiceAlert;
}
export type ActivePeriodModel = ServiceAlert['periods'][number] & { readonly feed: Feed };
export type InformedEntityModel = InformedEntity & { readonly feed: Feed };
export interface RealtimeSourceModel {
  readonly source: RealtimeSource;
  readonly problems: readonly RealtimeProblem[];
}
export type RealtimeProblemModel = RealtimeProblem;
/** A feed that journeys use, with the real-time information that they were planned with. */
export interface JourneyFeed {
  readonly feed: Feed;
  readonly realtime: RealtimeSnapshot;
}
/** What itineraries were planned with. */
export interface JourneySetting {
  /** By index, as the legs name them. */
  readonly feeds: readonly JourneyFeed[];
  /** Rows of stops in query and itineraries are places. */
  readonly places: JoinedPlaces;
  readonly query: JourneyQuery;
}
export interface JourneyPlanModel extends JourneySetting {
  readonly itineraries: readonly ItineraryModel[];
  /** The part of a window that was searched, in seconds; `null` if the search did not end early. */
  readonly searchedSeconds: number | null;
}
export interface ItineraryModel extends Itinerary, JourneySetting {
  /** The legs between stops. */
  readonly legModels: readonly JourneyLegModel[];
  readonly rides: readonly TransitLegModel[];
  /** What fields have asked for, by their arguments. */
  readonly fares: Map<string, ItineraryFareModel | UnknownFareReason>;
}
/** A walk from or to a place that is not a stop. */
export type PlaceWalkModel = WalkLeg & { readonly stop: FeedRow | null; readonly clock: ZoneClock };
/** Both ends of a leg, and the clock of its times. */
export interface LegEnds {
  readonly start: FeedRow;
  readonly end: FeedRow;
  readonly clock: ZoneClock;
}
export type WalkLegModel = WalkLeg & LegEnds;
/** `feed` is that of the trip: the timetable, or the added trips. Stops are rows of it. */
export type TransitLegModel = TransitLeg & LegEnds & JourneyFeed;
export type JourneyLegModel = WalkLegModel | TransitLegModel;
export type PolylineModel = Line;
export interface FeedModel {
  readonly served: ServedFeed;
  readonly configured: ConfiguredFeed;
}
/** `served` is null if no version of the feed could be loaded yet. */
export interface ConfiguredFeedModel {
  readonly served: ServedFeed | null;
  readonly configured: ConfiguredFeed;
}
export type RefusedFeedModel = Refusal;
export interface CitizenModel {
  readonly uin: string;
}
export interface AgencyModel {
  readonly id: string;
}
export interface RegionModel {
  readonly code: string;
}
export type TransitPassModel = TransitPass;
