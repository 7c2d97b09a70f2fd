// Made from schema.graphql by `npm run codegen`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { StopModel, StationModel, RouteModel, PatternModel, TripModel, PolylineModel, StopTimeModel, DepartureModel, JourneyPlanModel, ItineraryModel, ItineraryFareModel, FareChargeModel, FareProductModel, RiderCategoryModel, FareMediumModel, FarePartModel, PlaceWalkModel, JourneyLegModel, WalkLegModel, TransitLegModel, FareModel, RouteFareModel, OperatorModel, FeedModel, ConfiguredFeedModel, RealtimeSourceModel, RealtimeProblemModel, RefusedFeedModel, VehiclePositionModel, CarriageModel, ServiceAlertModel, ActivePeriodModel, InformedEntityModel, OnDemandServiceModel, OnDemandCallModel, OnDemandPlaceModel, BookingRuleModel, RentalSystemModel, RentalStationModel, RentalVehicleCountModel, RentalVehicleModel, RentalUrisModel, RentalVehicleTypeModel, RentalPricingPlanModel, RentalPricingSegmentModel, AgencyModel, RegionModel, CitizenModel, TransitPassModel } from './mappers.ts';
import type { SubgraphContext } from '@civic-graph/subgraph-kit';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A civil date, YYYY-MM-DD, without a time zone. */
  Date: { input: string; output: string; }
  /** An instant with its offset from UTC (RFC 3339). */
  DateTime: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** Data classes, from public to never published. */
export type DataClass =
  /** Public: anyone may read it. */
  | 'C0'
  /** Pseudonymous: about a person whom the reader cannot identify. Needs an authenticated caller. */
  | 'C1'
  /** Personal: needs the citizen's consent for a purpose, or an official capacity. Reading it is logged. */
  | 'C2'
  /** Sensitive: as C2, and the citizen must have been identified at the high level. */
  | 'C3'
  /** Never published: national id numbers, biometrics. */
  | 'C4';

/** Scope of a cached answer. */
export type CacheControlScope =
  /** The same for every caller. */
  | 'PUBLIC'
  /** Specific to one caller; the gateway never caches it. */
  | 'PRIVATE';

export type Query = {
  readonly __typename?: 'Query';
  /** The first feed in service: its source, its validity, and warnings of its load. `feeds` has all feeds. */
  readonly feed?: Maybe<Feed>;
  /** All configured feeds, in the order of the configuration, including those that could not be loaded. */
  readonly feeds?: Maybe<ReadonlyArray<ConfiguredFeed>>;
  /** A stop; null if there is none with this id. */
  readonly stop?: Maybe<Stop>;
  /** A station; null if there is none with this id. */
  readonly station?: Maybe<Station>;
  /** A route; null if there is none with this id. */
  readonly route?: Maybe<Route>;
  /** A pattern; null if there is none with this id. */
  readonly pattern?: Maybe<Pattern>;
  /** A trip; null if there is none with this id. */
  readonly trip?: Maybe<Trip>;
  /** Stops in the order of the feeds; for a search, best matches first. */
  readonly stops?: Maybe<StopConnection>;
  /** Stations in the order of the feeds; for a search, best matches first. */
  readonly stations?: Maybe<StationConnection>;
  /** Routes in the order of the feeds; for a search, best matches first. */
  readonly routes?: Maybe<RouteConnection>;
  /** Stops around a place, nearest first. */
  readonly stopsNear?: Maybe<NearbyStopConnection>;
  /**
   * On-demand services (GTFS-Flex) that pick passengers up at a place, in order of the first possible pickup; at most
   * 1,000. `planJourney` does not use them.
   */
  readonly onDemandServices?: Maybe<OnDemandServiceConnection>;
  /** Rental systems, such as shared bicycles (GBFS); at most 50. Empty if the service reads none. */
  readonly rentalSystems?: Maybe<ReadonlyArray<RentalSystem>>;
  /** A rental station; null if there is none with this id. */
  readonly rentalStation?: Maybe<RentalStation>;
  /** Rental stations around a place, nearest first. */
  readonly rentalStationsNear?: Maybe<NearbyRentalStationConnection>;
  /** Vehicles that can be rented around a place, nearest first. Vehicles at stations are included if they have a position. */
  readonly rentalVehiclesNear?: Maybe<NearbyRentalVehicleConnection>;
  /** Alerts of operators to passengers that are active at an instant, the most severe first. */
  readonly alerts?: Maybe<ServiceAlertConnection>;
  /** Vehicles in an area, in no particular order. */
  readonly vehicles?: Maybe<VehiclePositionConnection>;
  /**
   * Journeys by public transport and on foot. Without `arriveBy` and `windowSeconds`, those that arrive earliest: the
   * first has the fewest changes, each further one arrives earlier and changes more often, and each leaves as late as
   * its arrival and its changes allow. A walk between stops is at most 400 m, and one from or to coordinates 1,000 m, as
   * the crow flies; in stations with pathways, it leads through entrances. A change at the same stop needs no minimum
   * time unless the feed states one; stops of different feeds that are the same place count as one. Journeys use
   * real-time information: delays, cancelled, added and changed trips.
   * If the planner is busy, the query is refused with OVERLOADED: retry.
   */
  readonly planJourney?: Maybe<JourneyPlan>;
};


export type QueryStopArgs = {
  gtfsId: Scalars['ID']['input'];
};


export type QueryStationArgs = {
  gtfsId: Scalars['ID']['input'];
};


export type QueryRouteArgs = {
  gtfsId: Scalars['ID']['input'];
};


export type QueryPatternArgs = {
  gtfsId: Scalars['ID']['input'];
};


export type QueryTripArgs = {
  gtfsId: Scalars['ID']['input'];
};


export type QueryStopsArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryStationsArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryRoutesArgs = {
  search?: InputMaybe<Scalars['String']['input']>;
  mode?: InputMaybe<TransitMode>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryStopsNearArgs = {
  latitude: Scalars['Float']['input'];
  longitude: Scalars['Float']['input'];
  radiusMeters?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryOnDemandServicesArgs = {
  latitude: Scalars['Float']['input'];
  longitude: Scalars['Float']['input'];
  to?: InputMaybe<CoordinatesInput>;
  at?: InputMaybe<Scalars['DateTime']['input']>;
  windowSeconds?: InputMaybe<Scalars['Int']['input']>;
  radiusMeters?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryRentalStationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRentalStationsNearArgs = {
  latitude: Scalars['Float']['input'];
  longitude: Scalars['Float']['input'];
  radiusMeters?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryRentalVehiclesNearArgs = {
  latitude: Scalars['Float']['input'];
  longitude: Scalars['Float']['input'];
  radiusMeters?: InputMaybe<Scalars['Int']['input']>;
  formFactors?: InputMaybe<ReadonlyArray<RentalFormFactor>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryAlertsArgs = {
  activeAt?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryVehiclesArgs = {
  minLatitude: Scalars['Float']['input'];
  minLongitude: Scalars['Float']['input'];
  maxLatitude: Scalars['Float']['input'];
  maxLongitude: Scalars['Float']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPlanJourneyArgs = {
  from?: InputMaybe<Scalars['ID']['input']>;
  to?: InputMaybe<Scalars['ID']['input']>;
  fromCoordinates?: InputMaybe<CoordinatesInput>;
  toCoordinates?: InputMaybe<CoordinatesInput>;
  via?: InputMaybe<ReadonlyArray<ViaInput>>;
  departAt?: InputMaybe<Scalars['DateTime']['input']>;
  arriveBy?: InputMaybe<Scalars['DateTime']['input']>;
  windowSeconds?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxTransfers?: InputMaybe<Scalars['Int']['input']>;
  minTransferSeconds?: InputMaybe<Scalars['Int']['input']>;
  modes?: InputMaybe<ReadonlyArray<TransitMode>>;
  excludedRoutes?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  wheelchair?: InputMaybe<Scalars['Boolean']['input']>;
  realtime?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A place on the map. */
export type CoordinatesInput = {
  /** Degrees north, WGS 84. */
  readonly latitude: Scalars['Float']['input'];
  /** Degrees east, WGS 84. */
  readonly longitude: Scalars['Float']['input'];
};

/** A stop or station that a journey visits. */
export type ViaInput = {
  /** `gtfsId` of the stop or station. At a station, the journey continues from the platform where it arrived. */
  readonly gtfsId: Scalars['ID']['input'];
  /**
   * Minimum time there, in seconds, 0 to 86,400, not counting walks to other stops. With 0, passengers may stay in a
   * vehicle that calls there.
   */
  readonly minimumStaySeconds?: InputMaybe<Scalars['Int']['input']>;
};

/** Events of public transport. Each event is the whole current state; fast changes may be merged. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * The next departures of a stop or station, in order of the expected time: now, then after each change. If there
   * is no such stop, the result is null and the subscription completes.
   */
  readonly departuresUpdated?: Maybe<ReadonlyArray<Departure>>;
  /** The vehicles in an area, in no particular order: now, then after each change of them. */
  readonly vehiclesUpdated?: Maybe<ReadonlyArray<VehiclePosition>>;
  /** The active alerts, the most severe first: now, then after each change of them. */
  readonly alertsUpdated?: Maybe<ReadonlyArray<ServiceAlert>>;
};


/** Events of public transport. Each event is the whole current state; fast changes may be merged. */
export type SubscriptionDeparturesUpdatedArgs = {
  gtfsId: Scalars['ID']['input'];
  withinSeconds?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Events of public transport. Each event is the whole current state; fast changes may be merged. */
export type SubscriptionVehiclesUpdatedArgs = {
  minLatitude: Scalars['Float']['input'];
  minLongitude: Scalars['Float']['input'];
  maxLatitude: Scalars['Float']['input'];
  maxLongitude: Scalars['Float']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Events of public transport. Each event is the whole current state; fast changes may be merged. */
export type SubscriptionAlertsUpdatedArgs = {
  stop?: InputMaybe<Scalars['ID']['input']>;
  route?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A place where vehicles call: a stop at the road side, or one platform of a station. */
export type Stop = {
  readonly __typename?: 'Stop';
  /** `FEED:ID`: the id of the feed, then the id of the stop in it. */
  readonly gtfsId: Scalars['ID']['output'];
  /** Name for passengers. */
  readonly name: Scalars['String']['output'];
  /** Short code on the sign at the stop. */
  readonly code?: Maybe<Scalars['String']['output']>;
  /** Number or letter of the platform. */
  readonly platformCode?: Maybe<Scalars['String']['output']>;
  /** Degrees north, WGS 84. */
  readonly latitude: Scalars['Float']['output'];
  /** Degrees east, WGS 84. */
  readonly longitude: Scalars['Float']['output'];
  /** Fare zone. */
  readonly zoneId?: Maybe<Scalars['String']['output']>;
  /** Whether passengers with a wheelchair can board. */
  readonly wheelchairBoarding: Accessibility;
  /** The station that the platform belongs to. */
  readonly station?: Maybe<Station>;
  /** Regions that the stop lies in, from the smallest. */
  readonly regions: ReadonlyArray<Region>;
  /** Routes that call here. */
  readonly routes: RouteConnection;
  /** Patterns that call here. */
  readonly patterns: PatternConnection;
  /**
   * Departures in order of the expected time, or the scheduled one without an estimate, including trips of the
   * previous service day that run past midnight. Cancelled ones are listed with `realtimeState`. The end of a trip
   * is not a departure, nor is a stop where nobody may board. Times have the offset of the feed's zone at that
   * instant.
   */
  readonly departures: DepartureConnection;
  /** Active alerts about the stop or its station, the most severe first; at most 50. */
  readonly alerts: ReadonlyArray<ServiceAlert>;
  /**
   * The same stop in other feeds; empty if no other feed has it. Each of these stops has the routes, patterns, departures
   * and alerts of all feeds, and lists have only one of them.
   */
  readonly inOtherFeeds: ReadonlyArray<Stop>;
};


/** A place where vehicles call: a stop at the road side, or one platform of a station. */
export type StopNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** A place where vehicles call: a stop at the road side, or one platform of a station. */
export type StopRoutesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A place where vehicles call: a stop at the road side, or one platform of a station. */
export type StopPatternsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A place where vehicles call: a stop at the road side, or one platform of a station. */
export type StopDeparturesArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  withinSeconds?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Several platforms or stops under one name. */
export type Station = {
  readonly __typename?: 'Station';
  /** `FEED:ID`: the id of the feed, then the id of the station in it. */
  readonly gtfsId: Scalars['ID']['output'];
  /** Name for passengers. */
  readonly name: Scalars['String']['output'];
  /** Short code on the sign at the station. */
  readonly code?: Maybe<Scalars['String']['output']>;
  /** Degrees north, WGS 84. */
  readonly latitude: Scalars['Float']['output'];
  /** Degrees east, WGS 84. */
  readonly longitude: Scalars['Float']['output'];
  /** Whether passengers with a wheelchair can board, unless a platform says otherwise. */
  readonly wheelchairBoarding: Accessibility;
  /** Its platforms. */
  readonly stops: StopConnection;
  /** Departures of all its platforms together, in time order; see `Stop.departures`. */
  readonly departures: DepartureConnection;
  /** Active alerts about the station, the most severe first; at most 50. */
  readonly alerts: ReadonlyArray<ServiceAlert>;
  /**
   * The same station in other feeds; empty if no other feed has it. Each of these stations has the platforms, departures
   * and alerts of all feeds, and lists have only one of them.
   */
  readonly inOtherFeeds: ReadonlyArray<Station>;
};


/** Several platforms or stops under one name. */
export type StationNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** Several platforms or stops under one name. */
export type StationStopsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Several platforms or stops under one name. */
export type StationDeparturesArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  withinSeconds?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A line as passengers know it. */
export type Route = {
  readonly __typename?: 'Route';
  /** `FEED:ID`: the id of the feed, then the id of the route in it. */
  readonly gtfsId: Scalars['ID']['output'];
  /** Number or letter, such as `7` or `M1`. */
  readonly shortName?: Maybe<Scalars['String']['output']>;
  /** Where it goes, in words. */
  readonly longName?: Maybe<Scalars['String']['output']>;
  /** Kind of vehicle. */
  readonly mode: TransitMode;
  /** `route_type` of the feed, basic or extended. */
  readonly type: Scalars['Int']['output'];
  /** Colour of the line, six hexadecimal digits. */
  readonly color?: Maybe<Scalars['String']['output']>;
  /** Colour of writing on `color`, six hexadecimal digits. */
  readonly textColor?: Maybe<Scalars['String']['output']>;
  /** The company that runs it. */
  readonly operator: Operator;
  /** The public agency responsible for it; null if it is not in the directory of agencies. */
  readonly agency?: Maybe<Agency>;
  /** Patterns of the route. */
  readonly patterns: PatternConnection;
  /** Fares valid on the route, with their zones; at most 500. */
  readonly fares: ReadonlyArray<RouteFare>;
  /** Active alerts about the route, its operator or its mode, the most severe first; at most 50. */
  readonly alerts: ReadonlyArray<ServiceAlert>;
  /** Vehicles on the route, in no particular order. */
  readonly vehicles: VehiclePositionConnection;
};


/** A line as passengers know it. */
export type RouteShortNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** A line as passengers know it. */
export type RouteLongNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** A line as passengers know it. */
export type RoutePatternsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A line as passengers know it. */
export type RouteVehiclesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The trips of a route and direction that call at the same stops in the same order. */
export type Pattern = {
  readonly __typename?: 'Pattern';
  /** `FEED:ROUTE:DIRECTION:NUMBER`. GTFS has no id for it, and it changes with the timetable. */
  readonly gtfsId: Scalars['ID']['output'];
  /** The route. */
  readonly route: Route;
  /** 0 or 1; null if the feed does not distinguish directions. */
  readonly directionId?: Maybe<Scalars['Int']['output']>;
  /** Destination shown on the vehicles. */
  readonly headsign?: Maybe<Scalars['String']['output']>;
  /** The stops in the order of travel; a stop may occur twice. */
  readonly stops: ReadonlyArray<Stop>;
  /** Its line on the map: that of one of its trips. */
  readonly shape: Polyline;
  /** Trips in order of their first departure. */
  readonly trips: TripConnection;
};


/** The trips of a route and direction that call at the same stops in the same order. */
export type PatternHeadsignArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** The trips of a route and direction that call at the same stops in the same order. */
export type PatternTripsArgs = {
  serviceDate?: InputMaybe<Scalars['Date']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** One run of a vehicle, on each day of its service. */
export type Trip = {
  readonly __typename?: 'Trip';
  /** `FEED:ID`: the id of the feed, then the id of the trip in it. */
  readonly gtfsId: Scalars['ID']['output'];
  /** The route. */
  readonly route: Route;
  /** Pattern of the trip. */
  readonly pattern: Pattern;
  /** Destination shown on the vehicle. */
  readonly headsign?: Maybe<Scalars['String']['output']>;
  /** 0 or 1; null if the feed does not distinguish directions. */
  readonly directionId?: Maybe<Scalars['Int']['output']>;
  /** Whether passengers with a wheelchair can ride. */
  readonly wheelchairAccessible: Accessibility;
  /** Whether it runs on a service day. */
  readonly runsOn: Scalars['Boolean']['output'];
  /** Its stops with times, in the order of travel. */
  readonly stopTimes: ReadonlyArray<StopTime>;
  /** Its line on the map. */
  readonly shape: Polyline;
  /** Active alerts about the trip, its route, its operator or its mode, the most severe first; at most 50. */
  readonly alerts: ReadonlyArray<ServiceAlert>;
  /** Real-time state of the trip that began on a service day. */
  readonly realtimeState: RealtimeState;
  /** The vehicle on the trip that began on a service day; null if its position is unknown. */
  readonly vehicle?: Maybe<VehiclePosition>;
};


/** One run of a vehicle, on each day of its service. */
export type TripHeadsignArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** One run of a vehicle, on each day of its service. */
export type TripRunsOnArgs = {
  serviceDate: Scalars['Date']['input'];
};


/** One run of a vehicle, on each day of its service. */
export type TripRealtimeStateArgs = {
  serviceDate: Scalars['Date']['input'];
};


/** One run of a vehicle, on each day of its service. */
export type TripVehicleArgs = {
  serviceDate: Scalars['Date']['input'];
};

/** A line on the map (GTFS shapes.txt). */
export type Polyline = {
  readonly __typename?: 'Polyline';
  /** In the Encoded Polyline Algorithm Format, with five decimal places, as map libraries read it. */
  readonly encoded: Scalars['String']['output'];
  /** As a GeoJSON LineString (RFC 7946). */
  readonly geoJson: Scalars['String']['output'];
  /** Whether it only connects stops with straight lines, because the feed has no shape. */
  readonly isStraight: Scalars['Boolean']['output'];
};

/** A trip's call at a stop. */
export type StopTime = {
  readonly __typename?: 'StopTime';
  /** Position in the trip; increasing, possibly with gaps. */
  readonly stopSequence: Scalars['Int']['output'];
  /** The stop. */
  readonly stop: Stop;
  /** Arrival in the notation of GTFS, hours past 24 after midnight, such as `25:10:00`; local time of the feed. */
  readonly arrivalTime: Scalars['String']['output'];
  /** Departure in the notation of GTFS, hours past 24 after midnight, such as `25:10:00`; local time of the feed. */
  readonly departureTime: Scalars['String']['output'];
  /** Arrival of the trip that began on a service day. */
  readonly arrival: Scalars['DateTime']['output'];
  /** Departure of the trip that began on a service day. */
  readonly departure: Scalars['DateTime']['output'];
  /** Precision of its times. */
  readonly timePrecision: TimePrecision;
  /** Destination shown on the vehicle at this stop. */
  readonly headsign?: Maybe<Scalars['String']['output']>;
  /** How passengers board. */
  readonly pickup: BoardingRule;
  /** How passengers alight. */
  readonly dropOff: BoardingRule;
  /** Real-time state of this call on a service day. */
  readonly realtimeState: RealtimeState;
  /** Expected arrival on a service day; null without an estimate. */
  readonly estimatedArrival?: Maybe<Scalars['DateTime']['output']>;
  /** Expected departure on a service day; null without an estimate. */
  readonly estimatedDeparture?: Maybe<Scalars['DateTime']['output']>;
};


/** A trip's call at a stop. */
export type StopTimeArrivalArgs = {
  serviceDate: Scalars['Date']['input'];
};


/** A trip's call at a stop. */
export type StopTimeDepartureArgs = {
  serviceDate: Scalars['Date']['input'];
};


/** A trip's call at a stop. */
export type StopTimeHeadsignArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** A trip's call at a stop. */
export type StopTimeRealtimeStateArgs = {
  serviceDate: Scalars['Date']['input'];
};


/** A trip's call at a stop. */
export type StopTimeEstimatedArrivalArgs = {
  serviceDate: Scalars['Date']['input'];
};


/** A trip's call at a stop. */
export type StopTimeEstimatedDepartureArgs = {
  serviceDate: Scalars['Date']['input'];
};

/** A vehicle leaving a stop. */
export type Departure = {
  readonly __typename?: 'Departure';
  /** The stop that it leaves. */
  readonly stop: Stop;
  /** The trip. */
  readonly trip: Trip;
  /** The route. */
  readonly route: Route;
  /** Destination shown on the vehicle at this stop. */
  readonly headsign?: Maybe<Scalars['String']['output']>;
  /** The service day of the trip; the previous day if the trip runs past midnight. */
  readonly serviceDate: Scalars['Date']['output'];
  /** Arrival by timetable. */
  readonly scheduledArrival: Scalars['DateTime']['output'];
  /** Departure by timetable. */
  readonly scheduledDeparture: Scalars['DateTime']['output'];
  /** Precision of its times. */
  readonly timePrecision: TimePrecision;
  /** Position of the stop in the trip. */
  readonly stopSequence: Scalars['Int']['output'];
  /** How passengers board. */
  readonly pickup: BoardingRule;
  /** Whether there is real-time information on this departure. */
  readonly realtime: Scalars['Boolean']['output'];
  /** What the real-time information says of it. */
  readonly realtimeState: RealtimeState;
  /**
   * Expected minus scheduled departure, in seconds; negative if early. Null without an estimate, and where vehicles
   * run at a headway.
   */
  readonly delaySeconds?: Maybe<Scalars['Int']['output']>;
  /** Expected arrival; null without an estimate. */
  readonly estimatedArrival?: Maybe<Scalars['DateTime']['output']>;
  /** Expected departure; null without an estimate. */
  readonly estimatedDeparture?: Maybe<Scalars['DateTime']['output']>;
  /** The stop by timetable; `stop` differs from it after a change of the platform. */
  readonly scheduledStop: Stop;
  /** How full the vehicle is expected to be after the departure, or else is now; null if unknown. */
  readonly occupancy?: Maybe<OccupancyStatus>;
  /** The vehicle; null if its position is unknown. */
  readonly vehicle?: Maybe<VehiclePosition>;
  /** Active alerts about this departure: its stop, trip, route, operator or mode, the most severe first; at most 50. */
  readonly alerts: ReadonlyArray<ServiceAlert>;
};


/** A vehicle leaving a stop. */
export type DepartureHeadsignArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** Journeys from one place to another. */
export type JourneyPlan = {
  readonly __typename?: 'JourneyPlan';
  /** The journeys; empty if the place cannot be reached by the end of the next service day. */
  readonly itineraries: ReadonlyArray<Itinerary>;
  /** `departAt` for the next later journeys; null if there is nothing to continue from. */
  readonly later?: Maybe<Scalars['DateTime']['output']>;
  /** `arriveBy` for the next earlier journeys; null if there is nothing to continue from. */
  readonly earlier?: Maybe<Scalars['DateTime']['output']>;
};

/** One journey. */
export type Itinerary = {
  readonly __typename?: 'Itinerary';
  /** Expected time of departure. */
  readonly departure: Scalars['DateTime']['output'];
  /** Expected time of arrival. */
  readonly arrival: Scalars['DateTime']['output'];
  /** Time from departure to arrival, in seconds. */
  readonly durationSeconds: Scalars['Int']['output'];
  /** Number of changes between vehicles. */
  readonly transfers: Scalars['Int']['output'];
  /** Walking distance, as the crow flies, in metres. */
  readonly walkMeters: Scalars['Int']['output'];
  /** Its parts in the order of travel. */
  readonly legs: ReadonlyArray<JourneyLeg>;
  /** The walk from `fromCoordinates` to the first stop; null if the journey begins at a stop. */
  readonly access?: Maybe<PlaceWalk>;
  /** The walk from the last stop to `toCoordinates`; null if the journey ends at a stop. */
  readonly egress?: Maybe<PlaceWalk>;
  /**
   * Whether a change is expected to fail: by the estimates, a vehicle leaves before the passenger can be there.
   * Journeys planned with real-time information avoid such changes.
   */
  readonly missesConnection: Scalars['Boolean']['output'];
  /**
   * Whether all stops and vehicles are wheelchair accessible. Walks between stops are considered only in stations with
   * pathways, and only for journeys planned with `wheelchair`.
   */
  readonly wheelchairAccessible: Accessibility;
  /**
   * Estimated emissions for one passenger, in grams of CO2 equivalent: straight-line distances between the stops,
   * multiplied by a typical emission factor of each mode.
   */
  readonly co2Grams: Scalars['Int']['output'];
  /**
   * The cheapest fares that cover all rides, in one currency; null if there are none (`unknownFareReason`). Feeds with
   * fare_products.txt and fare_leg_rules.txt are priced by GTFS Fares V2, others by GTFS Fares V1.
   */
  readonly fare?: Maybe<ItineraryFare>;
  /** Why `fare` is null for the same arguments; null if it is not. */
  readonly unknownFareReason?: Maybe<UnknownFareReason>;
};


/** One journey. */
export type ItineraryFareArgs = {
  riderCategory?: InputMaybe<Scalars['ID']['input']>;
  fareMedium?: InputMaybe<Scalars['ID']['input']>;
};


/** One journey. */
export type ItineraryUnknownFareReasonArgs = {
  riderCategory?: InputMaybe<Scalars['ID']['input']>;
  fareMedium?: InputMaybe<Scalars['ID']['input']>;
};

/** Why there is no price for a journey. */
export type UnknownFareReason =
  /** The journey has no ride. */
  | 'NO_RIDE'
  /** The feed has no fares. */
  | 'NO_FARES'
  /** The rides are in several feeds, and a feed has no fares for rides in another one. */
  | 'SEVERAL_FEEDS'
  /** One of the rides matches no rule of the feed. */
  | 'NO_MATCHING_RULE'
  /** Each ride matches a rule, but one has no product for this category of riders or on this medium. */
  | 'NO_PRODUCT_FOR_RIDER'
  /** The matching products have no common currency. */
  | 'NO_COMMON_CURRENCY';

/** The price of a journey for one passenger. */
export type ItineraryFare = {
  readonly __typename?: 'ItineraryFare';
  /** Sum of all fares: decimal amount in units of `currency`, such as `6.00`. */
  readonly price: Scalars['String']['output'];
  /** Code of ISO 4217, such as `CNY`. */
  readonly currency: Scalars['String']['output'];
  /** The fares to pay, in the order of the rides (GTFS Fares V1); empty with Fares V2. */
  readonly parts: ReadonlyArray<FarePart>;
  /** The products to pay, in the order of the rides (GTFS Fares V2); empty with Fares V1. */
  readonly charges: ReadonlyArray<FareCharge>;
};

/** A product to pay for rides of a journey (GTFS Fares V2). */
export type FareCharge = {
  readonly __typename?: 'FareCharge';
  /** The product. */
  readonly product: FareProduct;
  /** Whether it pays for a transfer between the first and the last of these rides. */
  readonly isTransfer: Scalars['Boolean']['output'];
  /** Number of the first ride in the journey, from 1. Legs in one vehicle are one ride. */
  readonly firstRide: Scalars['Int']['output'];
  /** Number of the last ride in the journey. */
  readonly lastRide: Scalars['Int']['output'];
};

/** A product that passengers buy (GTFS `fare_products`), for a category of riders and on a medium. */
export type FareProduct = {
  readonly __typename?: 'FareProduct';
  /** `FEED:ID`: the id of the feed, then the id of the product in it, which several categories and media may share. */
  readonly gtfsId: Scalars['ID']['output'];
  /** Its name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Decimal amount in units of `currency`, such as `2.00`; negative for a discount. */
  readonly amount: Scalars['String']['output'];
  /** Code of ISO 4217, such as `CNY`. */
  readonly currency: Scalars['String']['output'];
  /** Who may buy it; null for everyone. */
  readonly riderCategory?: Maybe<RiderCategory>;
  /** Medium on which it is sold; null if unknown. */
  readonly fareMedium?: Maybe<FareMedium>;
};


/** A product that passengers buy (GTFS `fare_products`), for a category of riders and on a medium. */
export type FareProductNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** A category of passengers, such as students (GTFS `rider_categories`). */
export type RiderCategory = {
  readonly __typename?: 'RiderCategory';
  /** `FEED:ID`: the id of the feed, then the id of the category in it. */
  readonly gtfsId: Scalars['ID']['output'];
  /** Its name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Whether it is the default category, which apps show first. */
  readonly isDefault: Scalars['Boolean']['output'];
  /** Web page that says who is eligible. */
  readonly eligibilityUrl?: Maybe<Scalars['String']['output']>;
};


/** A category of passengers, such as students (GTFS `rider_categories`). */
export type RiderCategoryNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** What passengers pay with or keep tickets on (GTFS `fare_media`). */
export type FareMedium = {
  readonly __typename?: 'FareMedium';
  /** `FEED:ID`: the id of the feed, then the id of the medium in it. */
  readonly gtfsId: Scalars['ID']['output'];
  /** Its name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Kind of medium. */
  readonly type: FareMediumType;
};


/** What passengers pay with or keep tickets on (GTFS `fare_media`). */
export type FareMediumNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** Kinds of fare media (GTFS `fare_media_type`). */
export type FareMediumType =
  /** None: for example cash, paid to the driver without a ticket. */
  | 'NONE'
  /** Paper ticket. */
  | 'PAPER_TICKET'
  /** Transit card. */
  | 'TRANSIT_CARD'
  /** Contactless bank card (cEMV). */
  | 'BANK_CARD'
  /** Mobile app. */
  | 'MOBILE_APP';

/** A fare that covers consecutive rides of a journey. */
export type FarePart = {
  readonly __typename?: 'FarePart';
  /** The fare. */
  readonly fare: Fare;
  /** Number of consecutive rides that it covers, from where the previous part ends. Legs in one vehicle are one ride. */
  readonly rides: Scalars['Int']['output'];
};

/** A walk between a place that is not a stop, and a stop or another place. */
export type PlaceWalk = {
  readonly __typename?: 'PlaceWalk';
  /** The stop at one end; null for a walk from place to place. */
  readonly stop?: Maybe<Stop>;
  /** When it begins. */
  readonly departure: Scalars['DateTime']['output'];
  /** When it ends. */
  readonly arrival: Scalars['DateTime']['output'];
  /** As the crow flies, in metres. */
  readonly distanceMeters: Scalars['Int']['output'];
};

/** A part of a journey. */
export type JourneyLeg = {
  /** Where it begins. */
  readonly from: Stop;
  /** Where it ends. */
  readonly to: Stop;
  /** Its line on the map. */
  readonly shape: Polyline;
  /** When it begins; for a ride, the scheduled time. */
  readonly departure: Scalars['DateTime']['output'];
  /** When it ends; for a ride, the scheduled time. */
  readonly arrival: Scalars['DateTime']['output'];
  /** When it is expected to begin. */
  readonly expectedDeparture: Scalars['DateTime']['output'];
  /** When it is expected to end. */
  readonly expectedArrival: Scalars['DateTime']['output'];
};

/** A walk. */
export type WalkLeg = JourneyLeg & {
  readonly __typename?: 'WalkLeg';
  /** Where it begins. */
  readonly from: Stop;
  /** Where it ends. */
  readonly to: Stop;
  /** Its line on the map: a straight line, because streets are unknown. */
  readonly shape: Polyline;
  /** When it begins. */
  readonly departure: Scalars['DateTime']['output'];
  /** When it ends. */
  readonly arrival: Scalars['DateTime']['output'];
  /** When it is expected to begin. */
  readonly expectedDeparture: Scalars['DateTime']['output'];
  /** When it is expected to end. */
  readonly expectedArrival: Scalars['DateTime']['output'];
  /** As the crow flies, in metres. */
  readonly distanceMeters: Scalars['Int']['output'];
};

/** A ride. */
export type TransitLeg = JourneyLeg & {
  readonly __typename?: 'TransitLeg';
  /** Where passengers board. */
  readonly from: Stop;
  /** Where passengers alight. */
  readonly to: Stop;
  /** Its line on the map, from boarding to alighting. */
  readonly shape: Polyline;
  /** When the vehicle leaves, by timetable. */
  readonly departure: Scalars['DateTime']['output'];
  /** When the vehicle arrives, by timetable. */
  readonly arrival: Scalars['DateTime']['output'];
  /** When the vehicle is expected to leave: the estimate, or else the scheduled time. */
  readonly expectedDeparture: Scalars['DateTime']['output'];
  /** When the vehicle is expected to arrive: the estimate, or else the scheduled time. */
  readonly expectedArrival: Scalars['DateTime']['output'];
  /** Precision of the departure. */
  readonly departurePrecision: TimePrecision;
  /** Precision of the arrival. */
  readonly arrivalPrecision: TimePrecision;
  /** The route. */
  readonly route: Route;
  /** The trip. */
  readonly trip: Trip;
  /** The service day of the trip; the previous day if the trip runs past midnight. */
  readonly serviceDate: Scalars['Date']['output'];
  /** Destination shown on the vehicle. */
  readonly headsign?: Maybe<Scalars['String']['output']>;
  /** Stops between boarding and alighting. */
  readonly intermediateStops: ReadonlyArray<Stop>;
  /** Cheapest fare for this ride alone (GTFS Fares V1); null if the feed has none, or has Fares V2. */
  readonly fare?: Maybe<Fare>;
  /**
   * Products for this ride alone (GTFS Fares V2): those for the category, and those for everyone; at most 100. Empty if
   * the feed has none.
   */
  readonly fareProducts: ReadonlyArray<FareProduct>;
  /** Whether passengers stay in the vehicle of the previous leg, which continues as this trip; this is not a change. */
  readonly staysAboard: Scalars['Boolean']['output'];
  /** Whether there is real-time information on the ride. */
  readonly realtime: Scalars['Boolean']['output'];
  /** What the real-time information says of the ride; `SKIPPED` if the vehicle does not stop at one of its ends. */
  readonly realtimeState: RealtimeState;
  /** Expected departure; null without an estimate. */
  readonly estimatedDeparture?: Maybe<Scalars['DateTime']['output']>;
  /** Expected arrival; null without an estimate. */
  readonly estimatedArrival?: Maybe<Scalars['DateTime']['output']>;
  /** Expected minus scheduled departure, in seconds; negative if early; null without an estimate. */
  readonly departureDelaySeconds?: Maybe<Scalars['Int']['output']>;
  /** Expected minus scheduled arrival, in seconds; negative if early; null without an estimate. */
  readonly arrivalDelaySeconds?: Maybe<Scalars['Int']['output']>;
  /** How full the vehicle is expected to be where passengers board; null if unknown. */
  readonly occupancy?: Maybe<OccupancyStatus>;
  /** The vehicle; null if its position is unknown. */
  readonly vehicle?: Maybe<VehiclePosition>;
  /** Active alerts about the ride: its ends, trip, route, operator or mode, the most severe first; at most 50. */
  readonly alerts: ReadonlyArray<ServiceAlert>;
};


/** A ride. */
export type TransitLegHeadsignArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** A ride. */
export type TransitLegFareProductsArgs = {
  riderCategory?: InputMaybe<Scalars['ID']['input']>;
};

/** The price of a ride (GTFS `fare_attributes`). */
export type Fare = {
  readonly __typename?: 'Fare';
  /** `FEED:ID`: the id of the feed, then the id of the fare in it. */
  readonly gtfsId: Scalars['ID']['output'];
  /** Decimal amount in units of `currency`, such as `2.00`. */
  readonly price: Scalars['String']['output'];
  /** Code of ISO 4217, such as `CNY`. */
  readonly currency: Scalars['String']['output'];
  /** Number of permitted changes; null for unlimited. */
  readonly transfers?: Maybe<Scalars['Int']['output']>;
  /** Time limit for changes, in seconds; null for none. */
  readonly transferDurationSeconds?: Maybe<Scalars['Int']['output']>;
  /** Whether passengers pay before boarding. */
  readonly paidBeforeBoarding: Scalars['Boolean']['output'];
};

/** A fare on a route, with the zones between which it is valid. */
export type RouteFare = {
  readonly __typename?: 'RouteFare';
  /** The fare. */
  readonly fare: Fare;
  /** Boarding zone; null for any. */
  readonly originZoneId?: Maybe<Scalars['String']['output']>;
  /** Alighting zone; null for any. */
  readonly destinationZoneId?: Maybe<Scalars['String']['output']>;
};

/** A company that runs vehicles (GTFS `agency`; an agency in this graph is a government body). */
export type Operator = {
  readonly __typename?: 'Operator';
  /** `FEED:ID`: the id of the feed, then the id of the company in it. */
  readonly gtfsId: Scalars['ID']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its website. */
  readonly url: Scalars['String']['output'];
  /** Its telephone number for passengers. */
  readonly phone?: Maybe<Scalars['String']['output']>;
};


/** A company that runs vehicles (GTFS `agency`; an agency in this graph is a government body). */
export type OperatorNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** The served timetable. */
export type Feed = {
  readonly __typename?: 'Feed';
  /** The part of every `gtfsId` before the colon. */
  readonly feedId: Scalars['ID']['output'];
  /** Who published it. */
  readonly publisher?: Maybe<Scalars['String']['output']>;
  /** Its version, in the publisher's words. */
  readonly version?: Maybe<Scalars['String']['output']>;
  /** Time zone of its times, a name of the tz database. */
  readonly timezone: Scalars['String']['output'];
  /** First service day. */
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  /** Last service day. */
  readonly validTo?: Maybe<Scalars['Date']['output']>;
  /** When it was loaded. */
  readonly loadedAt: Scalars['DateTime']['output'];
  /** Number of stops at which vehicles call. */
  readonly stopCount: Scalars['Int']['output'];
  /** Number of stations. */
  readonly stationCount: Scalars['Int']['output'];
  /** Number of routes. */
  readonly routeCount: Scalars['Int']['output'];
  /** Number of patterns. */
  readonly patternCount: Scalars['Int']['output'];
  /** Number of trips. */
  readonly tripCount: Scalars['Int']['output'];
  /** Number of calls of trips at stops. */
  readonly stopTimeCount: Scalars['Int']['output'];
  /** Warnings of the load, and of an ended calendar; at most 100. */
  readonly warnings: ReadonlyArray<FeedProblem>;
  /** Categories of passengers with fares of their own (GTFS Fares V2); at most 100. */
  readonly riderCategories: ReadonlyArray<RiderCategory>;
  /** Media that passengers can pay with (GTFS Fares V2); at most 100. */
  readonly fareMedia: ReadonlyArray<FareMedium>;
  /** The last attempt to load a newer version, if that was refused; else null. */
  readonly refusedReload?: Maybe<RefusedFeed>;
  /** Sources of real-time information. */
  readonly realtimeSources: ReadonlyArray<RealtimeSource>;
};


/** The served timetable. */
export type FeedPublisherArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** A feed of the configuration. */
export type ConfiguredFeed = {
  readonly __typename?: 'ConfiguredFeed';
  /** The part of every `gtfsId` before the colon. */
  readonly feedId: Scalars['ID']['output'];
  /** Region that the feed covers. */
  readonly region: Region;
  /** The version in service; null if none could be loaded yet. */
  readonly feed?: Maybe<Feed>;
  /** Why the newest version could not be loaded, with the codes of its problems; null if it is in service. */
  readonly refused?: Maybe<RefusedFeed>;
};

/** A source of real-time information (GTFS Realtime). */
export type RealtimeSource = {
  readonly __typename?: 'RealtimeSource';
  /** Its name, unique among the sources of the feed. */
  readonly name: Scalars['String']['output'];
  /** Whether its messages are made up, as they are for the demo city. */
  readonly simulated: Scalars['Boolean']['output'];
  /** Whether its messages are used. */
  readonly status: RealtimeSourceStatus;
  /** Interval between reads, in seconds. */
  readonly intervalSeconds: Scalars['Float']['output'];
  /** Time of the message in use, by its header; null before the first one. */
  readonly timestamp?: Maybe<Scalars['DateTime']['output']>;
  /** Age of the message in use, in seconds; null before the first one. */
  readonly ageSeconds?: Maybe<Scalars['Int']['output']>;
  /** When the message in use was received; null before the first one. */
  readonly receivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why the last read failed; null if it did not. A failed read changes nothing. */
  readonly lastError?: Maybe<Scalars['String']['output']>;
  /** When the last read failed; null if it did not. */
  readonly lastErrorAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether a message replaces the one before, or only the entities in it. */
  readonly incrementality: RealtimeIncrementality;
  /** Number of trip updates in use. */
  readonly tripUpdateCount: Scalars['Int']['output'];
  /** Number of vehicle positions in use. */
  readonly vehicleCount: Scalars['Int']['output'];
  /** Number of alerts in use. */
  readonly alertCount: Scalars['Int']['output'];
  /** What of the messages could not be used, or only in part. */
  readonly problems: ReadonlyArray<RealtimeProblem>;
};

/** Whether the messages of a source are used. */
export type RealtimeSourceStatus =
  /** No message was read yet. */
  | 'WAITING'
  /** Its last message is used. */
  | 'CURRENT'
  /** The message is too old: of it only alerts are used. */
  | 'STALE';

/** What a message of GTFS Realtime replaces. */
export type RealtimeIncrementality =
  /** Everything. */
  | 'FULL_DATASET'
  /** The entities in it. */
  | 'DIFFERENTIAL';

/** A problem of real-time messages. */
export type RealtimeProblem = {
  readonly __typename?: 'RealtimeProblem';
  /** Rule of the canonical GTFS Realtime validator if it has one, such as `E003`; else a name. */
  readonly code: Scalars['String']['output'];
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
  /** Number of times that it occurs in the messages in use. */
  readonly count: Scalars['Int']['output'];
  /** Id of the first entity that has it. */
  readonly example: Scalars['String']['output'];
};

/** A refused feed. */
export type RefusedFeed = {
  readonly __typename?: 'RefusedFeed';
  /** When it was refused. */
  readonly refusedAt: Scalars['DateTime']['output'];
  /** Number of errors in it. */
  readonly errorCount: Scalars['Int']['output'];
  /** The first of its problems; at most 100. */
  readonly problems: ReadonlyArray<FeedProblem>;
};

/** A problem of a feed. */
export type FeedProblem = {
  readonly __typename?: 'FeedProblem';
  /** An error keeps the feed from being served, a warning does not. */
  readonly severity: FeedProblemSeverity;
  /** Notice code of the canonical GTFS validator if it has one, such as `foreign_key_violation`. */
  readonly code: Scalars['String']['output'];
  /** File of the feed. */
  readonly file: Scalars['String']['output'];
  /** Line of the file, where the header is 1; null for the whole file. */
  readonly line?: Maybe<Scalars['Int']['output']>;
  /** Column of the file. */
  readonly field?: Maybe<Scalars['String']['output']>;
  /** Description of the problem. */
  readonly message: Scalars['String']['output'];
};

/** Severity of a problem of a feed. */
export type FeedProblemSeverity =
  /** The feed is refused. */
  | 'ERROR'
  /** The feed is served anyway. */
  | 'WARNING';

/** Where a vehicle is (GTFS Realtime). */
export type VehiclePosition = {
  readonly __typename?: 'VehiclePosition';
  /** Identifier, unique among all sources; it may change when a vehicle begins another trip. */
  readonly vehicleId: Scalars['ID']['output'];
  /** Text by which passengers recognise the vehicle. */
  readonly label?: Maybe<Scalars['String']['output']>;
  /** Degrees north, WGS 84. */
  readonly latitude: Scalars['Float']['output'];
  /** Degrees east, WGS 84. */
  readonly longitude: Scalars['Float']['output'];
  /** Direction, in degrees clockwise from north. */
  readonly bearing?: Maybe<Scalars['Float']['output']>;
  /** Speed, in metres per second. */
  readonly speed?: Maybe<Scalars['Float']['output']>;
  /** When the position was measured. */
  readonly timestamp: Scalars['DateTime']['output'];
  /** The trip; null if it serves none, or if it is unknown. */
  readonly trip?: Maybe<Trip>;
  /** The service day of the trip; null without a trip. */
  readonly serviceDate?: Maybe<Scalars['Date']['output']>;
  /** The route; null if it is unknown. */
  readonly route?: Maybe<Route>;
  /** The stop that `currentStatus` is about; null if it is unknown. */
  readonly stop?: Maybe<Stop>;
  /** Position of that stop in the trip. */
  readonly currentStopSequence?: Maybe<Scalars['Int']['output']>;
  /** Where the vehicle is relative to the stop. */
  readonly currentStatus: VehicleStopStatus;
  /** How fluent the traffic is. */
  readonly congestionLevel?: Maybe<CongestionLevel>;
  /** How full the vehicle is; null if unknown. */
  readonly occupancyStatus?: Maybe<OccupancyStatus>;
  /** How full the vehicle is, in percent; may exceed 100. */
  readonly occupancyPercentage?: Maybe<Scalars['Int']['output']>;
  /** Its carriages, the first one in the direction of travel first; empty if unknown. */
  readonly carriages: ReadonlyArray<Carriage>;
};

/** A carriage of a vehicle. */
export type Carriage = {
  readonly __typename?: 'Carriage';
  /** Text by which passengers recognise the carriage. */
  readonly label?: Maybe<Scalars['String']['output']>;
  /** How full it is; null if unknown. */
  readonly occupancyStatus?: Maybe<OccupancyStatus>;
  /** How full it is, in percent; null if unknown. */
  readonly occupancyPercentage?: Maybe<Scalars['Int']['output']>;
};

/** A message of an operator to passengers (GTFS Realtime `Alert`). */
export type ServiceAlert = {
  readonly __typename?: 'ServiceAlert';
  /** Identifier, unique among all sources. */
  readonly id: Scalars['ID']['output'];
  /** The message in a few words. */
  readonly headerText?: Maybe<Scalars['String']['output']>;
  /** The message. */
  readonly descriptionText?: Maybe<Scalars['String']['output']>;
  /** Address of a page with more. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** What has happened. */
  readonly cause: AlertCause;
  /** What it does to the service. */
  readonly effect: AlertEffect;
  /** How severe it is. */
  readonly severityLevel: AlertSeverity;
  /** When it is to be shown; empty for as long as it is published. */
  readonly activePeriods: ReadonlyArray<ActivePeriod>;
  /** What it is about; at most 100. */
  readonly informedEntities: ReadonlyArray<InformedEntity>;
};


/** A message of an operator to passengers (GTFS Realtime `Alert`). */
export type ServiceAlertHeaderTextArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** A message of an operator to passengers (GTFS Realtime `Alert`). */
export type ServiceAlertDescriptionTextArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** A message of an operator to passengers (GTFS Realtime `Alert`). */
export type ServiceAlertUrlArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** A period in which an alert is to be shown. */
export type ActivePeriod = {
  readonly __typename?: 'ActivePeriod';
  /** Its start; null if it has none. */
  readonly start?: Maybe<Scalars['DateTime']['output']>;
  /** Its end, exclusive; null if it has none. */
  readonly end?: Maybe<Scalars['DateTime']['output']>;
};

/** What an alert is about: all that fits every part that is not null. */
export type InformedEntity = {
  readonly __typename?: 'InformedEntity';
  /** A company. */
  readonly operator?: Maybe<Operator>;
  /** A route. */
  readonly route?: Maybe<Route>;
  /** `route_type` of the feed, basic or extended. */
  readonly routeType?: Maybe<Scalars['Int']['output']>;
  /** 0 or 1, a direction of the route. */
  readonly directionId?: Maybe<Scalars['Int']['output']>;
  /** A trip. */
  readonly trip?: Maybe<Trip>;
  /** The service day of the trip; null for every day. */
  readonly serviceDate?: Maybe<Scalars['Date']['output']>;
  /** A stop; null if it is a station. */
  readonly stop?: Maybe<Stop>;
  /** A station; null if it is a stop. */
  readonly station?: Maybe<Station>;
};

/** What real-time information says of a trip or a call. */
export type RealtimeState =
  /** Nothing: only the timetable is known. */
  | 'SCHEDULED'
  /** It has estimated times. */
  | 'UPDATED'
  /** It does not run. */
  | 'CANCELED'
  /** The vehicle does not stop here. */
  | 'SKIPPED'
  /** It runs although the timetable does not have it. */
  | 'ADDED'
  /** It runs with other stops or other planned times than in the timetable. */
  | 'MODIFIED';

/** Where a vehicle is relative to a stop. */
export type VehicleStopStatus =
  /** It is about to arrive. */
  | 'INCOMING_AT'
  /** It is standing there. */
  | 'STOPPED_AT'
  /** It is on the way there. */
  | 'IN_TRANSIT_TO';

/** How fluent the traffic is. */
export type CongestionLevel =
  /** It is unknown. */
  | 'UNKNOWN_CONGESTION_LEVEL'
  /** It flows. */
  | 'RUNNING_SMOOTHLY'
  /** It stops and goes. */
  | 'STOP_AND_GO'
  /** It is congested. */
  | 'CONGESTION'
  /** It stands still, and people leave their cars. */
  | 'SEVERE_CONGESTION';

/** How full a vehicle or carriage is. */
export type OccupancyStatus =
  /** Few or no passengers. */
  | 'EMPTY'
  /** Many free seats. */
  | 'MANY_SEATS_AVAILABLE'
  /** Few free seats. */
  | 'FEW_SEATS_AVAILABLE'
  /** Only standing room. */
  | 'STANDING_ROOM_ONLY'
  /** Only standing room, and little of it. */
  | 'CRUSHED_STANDING_ROOM_ONLY'
  /** Full. */
  | 'FULL'
  /** It takes no passengers, though there may be room. */
  | 'NOT_ACCEPTING_PASSENGERS'
  /** It is unknown. */
  | 'NO_DATA_AVAILABLE'
  /** Nobody can board it, such as an engine. */
  | 'NOT_BOARDABLE';

/** Cause of an alert. */
export type AlertCause =
  /** It is unknown. */
  | 'UNKNOWN_CAUSE'
  /** Another one. */
  | 'OTHER_CAUSE'
  /** A technical problem. */
  | 'TECHNICAL_PROBLEM'
  /** A strike of the operator's staff. */
  | 'STRIKE'
  /** A demonstration. */
  | 'DEMONSTRATION'
  /** An accident. */
  | 'ACCIDENT'
  /** A holiday. */
  | 'HOLIDAY'
  /** The weather. */
  | 'WEATHER'
  /** Maintenance. */
  | 'MAINTENANCE'
  /** Construction. */
  | 'CONSTRUCTION'
  /** The police. */
  | 'POLICE_ACTIVITY'
  /** A medical emergency. */
  | 'MEDICAL_EMERGENCY'
  /** An event, such as a parade or a match. */
  | 'SPECIAL_EVENT';

/** Effect of an alert. */
export type AlertEffect =
  /** There is no service. */
  | 'NO_SERVICE'
  /** There is less service. */
  | 'REDUCED_SERVICE'
  /** There are significant delays. */
  | 'SIGNIFICANT_DELAYS'
  /** There is a detour. */
  | 'DETOUR'
  /** There is more service. */
  | 'ADDITIONAL_SERVICE'
  /** The service is modified. */
  | 'MODIFIED_SERVICE'
  /** Another one. */
  | 'OTHER_EFFECT'
  /** It is unknown. */
  | 'UNKNOWN_EFFECT'
  /** A stop has moved. */
  | 'STOP_MOVED'
  /** There is none: the alert is for information. */
  | 'NO_EFFECT'
  /** Something cannot be reached without steps, such as while a lift is out of order. */
  | 'ACCESSIBILITY_ISSUE';

/** Severity of an alert. */
export type AlertSeverity =
  /** It is unknown. */
  | 'UNKNOWN_SEVERITY'
  /** Information. */
  | 'INFO'
  /** A warning. */
  | 'WARNING'
  /** Severe. */
  | 'SEVERE';

/** Kind of vehicle (GTFS `route_type`; extended types are mapped to these). */
export type TransitMode =
  /** Tram, light rail. */
  | 'TRAM'
  /** Underground, metro. */
  | 'SUBWAY'
  /** Train. */
  | 'RAIL'
  /** Bus or coach. */
  | 'BUS'
  /** Ferry, water bus. */
  | 'FERRY'
  /** Street-level cable car. */
  | 'CABLE_TRAM'
  /** Suspended cable car, gondola. */
  | 'AERIAL_LIFT'
  /** Funicular. */
  | 'FUNICULAR'
  /** Trolleybus. */
  | 'TROLLEYBUS'
  /** Monorail. */
  | 'MONORAIL'
  /** Anything else, such as a shared taxi. */
  | 'OTHER';

/** A service that runs on request (GTFS-Flex): a trip on a service day that picks passengers up at a place. */
export type OnDemandService = {
  readonly __typename?: 'OnDemandService';
  /** The route. */
  readonly route: Route;
  /** The trip. */
  readonly trip: Trip;
  /** The service day; windows past midnight belong to the previous day. */
  readonly serviceDate: Scalars['Date']['output'];
  /** Earliest possible pickup in the requested window. */
  readonly earliestPickup: Scalars['DateTime']['output'];
  /** Where and when passengers are picked up, and how to book it. */
  readonly pickup: OnDemandCall;
  /** Where and when passengers can get off, in the order of travel; at most 100. */
  readonly dropOffs: ReadonlyArray<OnDemandCall>;
};

/** Where an on-demand service picks passengers up or lets them off. */
export type OnDemandCall = {
  readonly __typename?: 'OnDemandCall';
  /** The place. */
  readonly place: OnDemandPlace;
  /** When the service begins there. */
  readonly windowStart: Scalars['DateTime']['output'];
  /** When the service ends there. */
  readonly windowEnd: Scalars['DateTime']['output'];
  /** Whether the vehicle calls at a stop by timetable, and not on request. */
  readonly isScheduled: Scalars['Boolean']['output'];
  /** How passengers get on or off here. */
  readonly boardingRule: BoardingRule;
  /** When and how to book; null if the feed does not say. */
  readonly booking?: Maybe<BookingRule>;
};

/** A zone, a group of stops, or a stop where an on-demand service picks passengers up or lets them off. */
export type OnDemandPlace = {
  readonly __typename?: 'OnDemandPlace';
  /** `FEED:ID`: the id of the feed, then the id of the place in it. */
  readonly gtfsId: Scalars['ID']['output'];
  /** Kind of place. */
  readonly kind: OnDemandPlaceKind;
  /** Its name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Its description. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Its stops, at most 100; empty for a zone. */
  readonly stops: ReadonlyArray<Stop>;
  /** The zone as a GeoJSON MultiPolygon (RFC 7946); null for stops. */
  readonly geoJson?: Maybe<Scalars['String']['output']>;
};


/** A zone, a group of stops, or a stop where an on-demand service picks passengers up or lets them off. */
export type OnDemandPlaceNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** Kinds of places of on-demand services. */
export type OnDemandPlaceKind =
  /** An area, with pickup or drop-off anywhere in it. */
  | 'ZONE'
  /** A group of stops. */
  | 'STOP_GROUP'
  /** A stop. */
  | 'STOP';

/** When and how to book a ride (GTFS `booking_rules`). */
export type BookingRule = {
  readonly __typename?: 'BookingRule';
  /** `FEED:ID`: the id of the feed, then the id of the rule in it. */
  readonly gtfsId: Scalars['ID']['output'];
  /** How far in advance rides are booked. */
  readonly bookingType: BookingType;
  /** Earliest time to book this ride, for its earliest pickup; null for no limit. */
  readonly bookFrom?: Maybe<Scalars['DateTime']['output']>;
  /** Latest time to book this ride, for its earliest pickup; null if the feed does not say. */
  readonly bookUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Whether this ride can be booked now. */
  readonly isBookableNow: Scalars['Boolean']['output'];
  /** What passengers must do, in the words of the operator. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** Telephone number to book. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** Web page with information. */
  readonly infoUrl?: Maybe<Scalars['String']['output']>;
  /** Web page or app to book. */
  readonly bookingUrl?: Maybe<Scalars['String']['output']>;
};


/** When and how to book a ride (GTFS `booking_rules`). */
export type BookingRuleMessageArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** How far in advance on-demand rides are booked (GTFS `booking_type`). */
export type BookingType =
  /** At any time before the ride. */
  | 'REAL_TIME'
  /** On the same day, with notice. */
  | 'SAME_DAY'
  /** On an earlier day. */
  | 'PRIOR_DAYS';

/** A rental system, such as shared bicycles (GBFS `system_information`). */
export type RentalSystem = {
  readonly __typename?: 'RentalSystem';
  /** Its id (GBFS `system_id`); null until it has been read. */
  readonly systemId?: Maybe<Scalars['ID']['output']>;
  /** Its name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Its operator. */
  readonly operator?: Maybe<Scalars['String']['output']>;
  /** Its website. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** Its telephone number for customers. */
  readonly phone?: Maybe<Scalars['String']['output']>;
  /** Whether its data is current. */
  readonly status: RentalSystemStatus;
  /** When its newest file was updated (GBFS `last_updated`); null until one has been read. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why a file could not be read or used at the last attempt; null if all could. */
  readonly lastError?: Maybe<Scalars['String']['output']>;
  /** Number of stations. */
  readonly stationCount: Scalars['Int']['output'];
  /** Number of vehicles with a position. */
  readonly vehicleCount: Scalars['Int']['output'];
  /** Number of records left out because they are invalid or exceed the limits of the service. */
  readonly leftOutCount: Scalars['Int']['output'];
  /** Types of vehicles; at most 100. Empty if all are bicycles. */
  readonly vehicleTypes: ReadonlyArray<RentalVehicleType>;
  /** Prices; at most 30. */
  readonly pricingPlans: ReadonlyArray<RentalPricingPlan>;
};


/** A rental system, such as shared bicycles (GBFS `system_information`). */
export type RentalSystemNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** A rental system, such as shared bicycles (GBFS `system_information`). */
export type RentalSystemOperatorArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** Whether the data of a rental system is current. */
export type RentalSystemStatus =
  /** No data has been read yet. */
  | 'WAITING'
  /** Current. */
  | 'CURRENT'
  /** Older than its publisher promises: reads fail, and the last data is served. */
  | 'STALE'
  /** Not served, because an earlier system has the same id. */
  | 'DUPLICATE';

/** A station of a rental system (GBFS `station_information` and `station_status`). */
export type RentalStation = {
  readonly __typename?: 'RentalStation';
  /** `SYSTEM:ID`: the id of the system, then the id of the station in it. */
  readonly id: Scalars['ID']['output'];
  /** The system. */
  readonly system: RentalSystem;
  /** Its name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Degrees north, WGS 84. */
  readonly latitude: Scalars['Float']['output'];
  /** Degrees east, WGS 84. */
  readonly longitude: Scalars['Float']['output'];
  /** Its address. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** Number of docks, or of vehicles that may be parked; null if unknown. */
  readonly capacity?: Maybe<Scalars['Int']['output']>;
  /** Whether it is a virtual station: a place without docks or other equipment. */
  readonly isVirtual: Scalars['Boolean']['output'];
  /** Whether availability may be outdated, because the system cannot be read. */
  readonly isStale: Scalars['Boolean']['output'];
  /** Number of vehicles that can be rented; null if unknown. */
  readonly vehiclesAvailable?: Maybe<Scalars['Int']['output']>;
  /** Number of vehicles that can be rented, by type; empty if the system does not say; at most 100 types. */
  readonly vehiclesByType: ReadonlyArray<RentalVehicleCount>;
  /** Number of free docks; null if unknown, or if the station has none. */
  readonly docksAvailable?: Maybe<Scalars['Int']['output']>;
  /** Whether vehicles can be rented now; null if unknown. */
  readonly isRenting?: Maybe<Scalars['Boolean']['output']>;
  /** Whether vehicles can be returned now; null if unknown. */
  readonly isReturning?: Maybe<Scalars['Boolean']['output']>;
  /** When the station reported its availability; null if unknown. */
  readonly reportedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Links to rent a vehicle; null if the system has none. */
  readonly rentalUris?: Maybe<RentalUris>;
};


/** A station of a rental system (GBFS `station_information` and `station_status`). */
export type RentalStationNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** Number of vehicles of a type at a station. */
export type RentalVehicleCount = {
  readonly __typename?: 'RentalVehicleCount';
  /** The type; null if the system does not describe it. */
  readonly vehicleType?: Maybe<RentalVehicleType>;
  /** Number of vehicles. */
  readonly count: Scalars['Int']['output'];
};

/** A vehicle of a rental system (GBFS `vehicle_status`). */
export type RentalVehicle = {
  readonly __typename?: 'RentalVehicle';
  /** `SYSTEM:ID`: the id of the system, then the id of the vehicle in it, which changes after each rental. */
  readonly id: Scalars['ID']['output'];
  /** The system. */
  readonly system: RentalSystem;
  /** Degrees north, WGS 84. */
  readonly latitude: Scalars['Float']['output'];
  /** Degrees east, WGS 84. */
  readonly longitude: Scalars['Float']['output'];
  /** Its type; null for a bicycle of a system without types. */
  readonly vehicleType?: Maybe<RentalVehicleType>;
  /** The station where it is; null if it is not at a station. */
  readonly station?: Maybe<RentalStation>;
  /** Remaining range, in metres; null if unknown. */
  readonly rangeMeters?: Maybe<Scalars['Int']['output']>;
  /** Its fuel or charge, 0 to 100; null if unknown. */
  readonly fuelPercent?: Maybe<Scalars['Int']['output']>;
  /** Its price; null if unknown. */
  readonly pricingPlan?: Maybe<RentalPricingPlan>;
  /** Whether its data may be outdated, because the system cannot be read. */
  readonly isStale: Scalars['Boolean']['output'];
  /** When it reported its position; null if unknown. */
  readonly reportedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Links to rent it; null if the system has none. */
  readonly rentalUris?: Maybe<RentalUris>;
};

/** Links that lead to a rental. */
export type RentalUris = {
  readonly __typename?: 'RentalUris';
  /** Web page. */
  readonly web?: Maybe<Scalars['String']['output']>;
  /** Link for Android, which may open an app. */
  readonly android?: Maybe<Scalars['String']['output']>;
  /** Link for iOS, which may open an app. */
  readonly ios?: Maybe<Scalars['String']['output']>;
};

/** A type of rental vehicles (GBFS `vehicle_types`). */
export type RentalVehicleType = {
  readonly __typename?: 'RentalVehicleType';
  /** Its id within the system. */
  readonly vehicleTypeId: Scalars['ID']['output'];
  /** Its name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Its form factor. */
  readonly formFactor: RentalFormFactor;
  /** What moves it. */
  readonly propulsion: RentalPropulsion;
  /** Range with a full charge or tank, in metres; null if unknown. */
  readonly maxRangeMeters?: Maybe<Scalars['Int']['output']>;
};


/** A type of rental vehicles (GBFS `vehicle_types`). */
export type RentalVehicleTypeNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** Form factors of rental vehicles (GBFS `form_factor`). */
export type RentalFormFactor =
  /** Bicycle. */
  | 'BICYCLE'
  /** Cargo bicycle. */
  | 'CARGO_BICYCLE'
  /** Car. */
  | 'CAR'
  /** Moped. */
  | 'MOPED'
  /** Standing scooter. */
  | 'SCOOTER_STANDING'
  /** Seated scooter. */
  | 'SCOOTER_SEATED'
  /** Anything else. */
  | 'OTHER';

/** What moves a rental vehicle (GBFS `propulsion_type`). */
export type RentalPropulsion =
  /** Human power. */
  | 'HUMAN'
  /** Human power with electric assistance. */
  | 'ELECTRIC_ASSIST'
  /** Electric motor. */
  | 'ELECTRIC'
  /** Combustion engine. */
  | 'COMBUSTION'
  /** Diesel engine. */
  | 'COMBUSTION_DIESEL'
  /** Combustion engine and electric motor. */
  | 'HYBRID'
  /** Combustion engine and electric motor with a battery that can be plugged in. */
  | 'PLUG_IN_HYBRID'
  /** Fuel cell with hydrogen. */
  | 'HYDROGEN_FUEL_CELL'
  /** Anything else. */
  | 'OTHER';

/** A price of a rental system (GBFS `system_pricing_plans`). */
export type RentalPricingPlan = {
  readonly __typename?: 'RentalPricingPlan';
  /** Its id within the system. */
  readonly planId: Scalars['ID']['output'];
  /** Its name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** What it covers. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Web page about it. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** Fixed price: decimal amount in units of `currency`, as the system gives it, such as `1.5`. */
  readonly price: Scalars['String']['output'];
  /** Code of ISO 4217, such as `CNY`. */
  readonly currency: Scalars['String']['output'];
  /** Whether tax is added to the price. */
  readonly isTaxable: Scalars['Boolean']['output'];
  /** Whether prices may be higher in times of high demand. */
  readonly hasSurgePricing: Scalars['Boolean']['output'];
  /** Prices by time, in minutes; at most 30. */
  readonly perMinute: ReadonlyArray<RentalPricingSegment>;
  /** Prices by distance, in kilometres; at most 30. */
  readonly perKilometre: ReadonlyArray<RentalPricingSegment>;
};


/** A price of a rental system (GBFS `system_pricing_plans`). */
export type RentalPricingPlanNameArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};


/** A price of a rental system (GBFS `system_pricing_plans`). */
export type RentalPricingPlanDescriptionArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** Price of a part of a rental; the prices of all parts add up. */
export type RentalPricingSegment = {
  readonly __typename?: 'RentalPricingSegment';
  /** Minute or kilometre from which it is charged. */
  readonly start: Scalars['Float']['output'];
  /** Minute or kilometre at which it ends; null if it has no end. */
  readonly end?: Maybe<Scalars['Float']['output']>;
  /** Decimal amount for each interval; negative for a discount. */
  readonly rate: Scalars['String']['output'];
  /** Length of an interval in minutes or kilometres; 0 if the rate is charged once. */
  readonly interval: Scalars['Float']['output'];
};

/** Whether something can be used with a wheelchair. */
export type Accessibility =
  /** The feed does not say. */
  | 'UNKNOWN'
  /** Yes, at least in part or for one rider at a time. */
  | 'ACCESSIBLE'
  /** No. */
  | 'NOT_ACCESSIBLE';

/** Precision of a scheduled time. */
export type TimePrecision =
  /** Exact, according to the feed. */
  | 'EXACT'
  /** It lies between times that the feed states, or the feed says that it is approximate (GTFS `timepoint` 0). */
  | 'APPROXIMATE'
  /** Vehicles run at a headway (GTFS `exact_times` 0), so the time is approximate. */
  | 'HEADWAY';

/** How passengers board or alight. */
export type BoardingRule =
  /** The vehicle stops. */
  | 'REGULAR'
  /** Not possible. */
  | 'NOT_AVAILABLE'
  /** Passengers must phone the operator in advance. */
  | 'PHONE_OPERATOR'
  /** Passengers must tell the driver. */
  | 'ASK_DRIVER';

/** A government body that owns a part of the graph, or is responsible for data in it. */
export type Agency = {
  readonly __typename?: 'Agency';
  /** Identifier, such as `transport`. */
  readonly id: Scalars['ID']['output'];
  /** Routes that the agency is responsible for. */
  readonly routes?: Maybe<RouteConnection>;
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencyRoutesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** An administrative region; its name and statistics come from the statistics agency. */
export type Region = {
  readonly __typename?: 'Region';
  /** Six digits of GB/T 2260, or three letters of ISO 3166-1. */
  readonly code: Scalars['ID']['output'];
  /** Stops that the feed assigns to the region. */
  readonly stops?: Maybe<StopConnection>;
};


/** An administrative region; its name and statistics come from the statistics agency. */
export type RegionStopsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A person in the civil registry, as seen by one app. */
export type Citizen = {
  readonly __typename?: 'Citizen';
  /** Internal key that joins the agencies' records. It never leaves gateway and subgraphs. */
  readonly uin: Scalars['ID']['output'];
  /** Transit passes of the citizen; a short list. */
  readonly transitPasses?: Maybe<ReadonlyArray<TransitPass>>;
};

/** A pass for public transport in one citizen's name. */
export type TransitPass = {
  readonly __typename?: 'TransitPass';
  /** Kind of pass. */
  readonly kind: TransitPassKind;
  /** First day on which it is valid. */
  readonly validFrom: Scalars['Date']['output'];
  /** Last day on which it is valid. */
  readonly validTo: Scalars['Date']['output'];
  /** Whether it is valid today, in the time zone of the feed. */
  readonly valid: Scalars['Boolean']['output'];
  /** The agency that issued it; null if it is not in the directory of agencies. */
  readonly agency?: Maybe<Agency>;
};

/** Kind of transit pass. */
export type TransitPassKind =
  /** All lines for one month. */
  | 'MONTHLY'
  /** Reduced fares for pupils and students, for one school year. */
  | 'STUDENT'
  /** Free travel for people of 60 and more, for one calendar year. */
  | 'SENIOR';

/** A page of stops. */
export type StopConnection = {
  readonly __typename?: 'StopConnection';
  /** Stops with their cursors. */
  readonly edges: ReadonlyArray<StopEdge>;
  /** The stops without cursors. */
  readonly nodes: ReadonlyArray<Stop>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Length of the whole list. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A stop in a page. */
export type StopEdge = {
  readonly __typename?: 'StopEdge';
  /** Pass it as `after` to continue after this stop. */
  readonly cursor: Scalars['String']['output'];
  /** The stop. */
  readonly node: Stop;
};

/** A page of stations. */
export type StationConnection = {
  readonly __typename?: 'StationConnection';
  /** Stations with their cursors. */
  readonly edges: ReadonlyArray<StationEdge>;
  /** The stations without cursors. */
  readonly nodes: ReadonlyArray<Station>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Length of the whole list. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A station in a page. */
export type StationEdge = {
  readonly __typename?: 'StationEdge';
  /** Pass it as `after` to continue after this station. */
  readonly cursor: Scalars['String']['output'];
  /** The station. */
  readonly node: Station;
};

/** A page of stops around a place. */
export type NearbyStopConnection = {
  readonly __typename?: 'NearbyStopConnection';
  /** Stops with their distances and cursors. */
  readonly edges: ReadonlyArray<NearbyStopEdge>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A stop near a place. */
export type NearbyStopEdge = {
  readonly __typename?: 'NearbyStopEdge';
  /** Pass it as `after` to continue after this stop. */
  readonly cursor: Scalars['String']['output'];
  /** From the place to the stop as the crow flies, in metres. */
  readonly distanceMeters: Scalars['Float']['output'];
  /** The stop. */
  readonly node: Stop;
};

/** A page of on-demand services. */
export type OnDemandServiceConnection = {
  readonly __typename?: 'OnDemandServiceConnection';
  /** Services with their cursors. */
  readonly edges: ReadonlyArray<OnDemandServiceEdge>;
  /** The services of this page, without cursors. */
  readonly nodes: ReadonlyArray<OnDemandService>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** An on-demand service in a list. */
export type OnDemandServiceEdge = {
  readonly __typename?: 'OnDemandServiceEdge';
  /** Pass it as `after` to continue after this service. */
  readonly cursor: Scalars['String']['output'];
  /** The service. */
  readonly node: OnDemandService;
};

/** A page of rental stations near a place. */
export type NearbyRentalStationConnection = {
  readonly __typename?: 'NearbyRentalStationConnection';
  /** Stations with their distances and cursors. */
  readonly edges: ReadonlyArray<NearbyRentalStationEdge>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A rental station near a place. */
export type NearbyRentalStationEdge = {
  readonly __typename?: 'NearbyRentalStationEdge';
  /** Pass it as `after` to continue after this station. */
  readonly cursor: Scalars['String']['output'];
  /** From the place to the station as the crow flies, in metres. */
  readonly distanceMeters: Scalars['Float']['output'];
  /** The station. */
  readonly node: RentalStation;
};

/** A page of rental vehicles near a place. */
export type NearbyRentalVehicleConnection = {
  readonly __typename?: 'NearbyRentalVehicleConnection';
  /** Vehicles with their distances and cursors. */
  readonly edges: ReadonlyArray<NearbyRentalVehicleEdge>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A rental vehicle near a place. */
export type NearbyRentalVehicleEdge = {
  readonly __typename?: 'NearbyRentalVehicleEdge';
  /** Pass it as `after` to continue after this vehicle. */
  readonly cursor: Scalars['String']['output'];
  /** From the place to the vehicle as the crow flies, in metres. */
  readonly distanceMeters: Scalars['Float']['output'];
  /** The vehicle. */
  readonly node: RentalVehicle;
};

/** A page of routes. */
export type RouteConnection = {
  readonly __typename?: 'RouteConnection';
  /** Routes with their cursors. */
  readonly edges: ReadonlyArray<RouteEdge>;
  /** The routes without cursors. */
  readonly nodes: ReadonlyArray<Route>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Length of the whole list. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A route in a page. */
export type RouteEdge = {
  readonly __typename?: 'RouteEdge';
  /** Pass it as `after` to continue after this route. */
  readonly cursor: Scalars['String']['output'];
  /** The route. */
  readonly node: Route;
};

/** A page of patterns. */
export type PatternConnection = {
  readonly __typename?: 'PatternConnection';
  /** Patterns with their cursors. */
  readonly edges: ReadonlyArray<PatternEdge>;
  /** The patterns without cursors. */
  readonly nodes: ReadonlyArray<Pattern>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Length of the whole list. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A pattern in a page. */
export type PatternEdge = {
  readonly __typename?: 'PatternEdge';
  /** Pass it as `after` to continue after this pattern. */
  readonly cursor: Scalars['String']['output'];
  /** The pattern. */
  readonly node: Pattern;
};

/** A page of trips. */
export type TripConnection = {
  readonly __typename?: 'TripConnection';
  /** Trips with their cursors. */
  readonly edges: ReadonlyArray<TripEdge>;
  /** The trips without cursors. */
  readonly nodes: ReadonlyArray<Trip>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Length of the whole list. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A trip in a page. */
export type TripEdge = {
  readonly __typename?: 'TripEdge';
  /** Pass it as `after` to continue after this trip. */
  readonly cursor: Scalars['String']['output'];
  /** The trip. */
  readonly node: Trip;
};

/** A page of departures. */
export type DepartureConnection = {
  readonly __typename?: 'DepartureConnection';
  /** Departures with their cursors. */
  readonly edges: ReadonlyArray<DepartureEdge>;
  /** The departures without cursors. */
  readonly nodes: ReadonlyArray<Departure>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
};

/** A departure in a page. */
export type DepartureEdge = {
  readonly __typename?: 'DepartureEdge';
  /** Pass it as `after` to continue after this departure. */
  readonly cursor: Scalars['String']['output'];
  /** The departure. */
  readonly node: Departure;
};

/** A page of vehicles. */
export type VehiclePositionConnection = {
  readonly __typename?: 'VehiclePositionConnection';
  /** Vehicles with their cursors. */
  readonly edges: ReadonlyArray<VehiclePositionEdge>;
  /** The vehicles without cursors. */
  readonly nodes: ReadonlyArray<VehiclePosition>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Length of the whole list. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A vehicle in a page. */
export type VehiclePositionEdge = {
  readonly __typename?: 'VehiclePositionEdge';
  /** Pass it as `after` to continue after this vehicle. */
  readonly cursor: Scalars['String']['output'];
  /** The vehicle. */
  readonly node: VehiclePosition;
};

/** A page of alerts. */
export type ServiceAlertConnection = {
  readonly __typename?: 'ServiceAlertConnection';
  /** Alerts with their cursors. */
  readonly edges: ReadonlyArray<ServiceAlertEdge>;
  /** The alerts without cursors. */
  readonly nodes: ReadonlyArray<ServiceAlert>;
  /** Position of this page in the list. */
  readonly pageInfo: PageInfo;
  /** Length of the whole list. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An alert in a page. */
export type ServiceAlertEdge = {
  readonly __typename?: 'ServiceAlertEdge';
  /** Pass it as `after` to continue after this alert. */
  readonly cursor: Scalars['String']['output'];
  /** The alert. */
  readonly node: ServiceAlert;
};

/** Position of a page in its list (Relay). */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Whether there is a next page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is a previous page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of this page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** Cursor of the last item of this page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Stop: Stop;
  Station: Station;
  Route: Route;
  Pattern: Pattern;
  Trip: Trip;
  Agency: Agency;
  Region: Region;
  Citizen: Citizen;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Stop:
    ( { __typename: 'Stop' }
    & GraphQLRecursivePick<FederationTypes['Stop'], {"gtfsId":true}> );
  Station:
    ( { __typename: 'Station' }
    & GraphQLRecursivePick<FederationTypes['Station'], {"gtfsId":true}> );
  Route:
    ( { __typename: 'Route' }
    & GraphQLRecursivePick<FederationTypes['Route'], {"gtfsId":true}> );
  Pattern:
    ( { __typename: 'Pattern' }
    & GraphQLRecursivePick<FederationTypes['Pattern'], {"gtfsId":true}> );
  Trip:
    ( { __typename: 'Trip' }
    & GraphQLRecursivePick<FederationTypes['Trip'], {"gtfsId":true}> );
  Agency:
    ( { __typename: 'Agency' }
    & GraphQLRecursivePick<FederationTypes['Agency'], {"id":true}> );
  Region:
    ( { __typename: 'Region' }
    & GraphQLRecursivePick<FederationTypes['Region'], {"code":true}> );
  Citizen:
    ( { __typename: 'Citizen' }
    & GraphQLRecursivePick<FederationTypes['Citizen'], {"uin":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DataClass: DataClass;
  CacheControlScope: CacheControlScope;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  CoordinatesInput: CoordinatesInput;
  ViaInput: ViaInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Stop: ResolverTypeWrapper<StopModel>;
  Station: ResolverTypeWrapper<StationModel>;
  Route: ResolverTypeWrapper<RouteModel>;
  Pattern: ResolverTypeWrapper<PatternModel>;
  Trip: ResolverTypeWrapper<TripModel>;
  Polyline: ResolverTypeWrapper<PolylineModel>;
  StopTime: ResolverTypeWrapper<StopTimeModel>;
  Departure: ResolverTypeWrapper<DepartureModel>;
  JourneyPlan: ResolverTypeWrapper<JourneyPlanModel>;
  Itinerary: ResolverTypeWrapper<ItineraryModel>;
  UnknownFareReason: UnknownFareReason;
  ItineraryFare: ResolverTypeWrapper<ItineraryFareModel>;
  FareCharge: ResolverTypeWrapper<FareChargeModel>;
  FareProduct: ResolverTypeWrapper<FareProductModel>;
  RiderCategory: ResolverTypeWrapper<RiderCategoryModel>;
  FareMedium: ResolverTypeWrapper<FareMediumModel>;
  FareMediumType: FareMediumType;
  FarePart: ResolverTypeWrapper<FarePartModel>;
  PlaceWalk: ResolverTypeWrapper<PlaceWalkModel>;
  JourneyLeg: ResolverTypeWrapper<JourneyLegModel>;
  WalkLeg: ResolverTypeWrapper<WalkLegModel>;
  TransitLeg: ResolverTypeWrapper<TransitLegModel>;
  Fare: ResolverTypeWrapper<FareModel>;
  RouteFare: ResolverTypeWrapper<RouteFareModel>;
  Operator: ResolverTypeWrapper<OperatorModel>;
  Feed: ResolverTypeWrapper<FeedModel>;
  ConfiguredFeed: ResolverTypeWrapper<ConfiguredFeedModel>;
  RealtimeSource: ResolverTypeWrapper<RealtimeSourceModel>;
  RealtimeSourceStatus: RealtimeSourceStatus;
  RealtimeIncrementality: RealtimeIncrementality;
  RealtimeProblem: ResolverTypeWrapper<RealtimeProblemModel>;
  RefusedFeed: ResolverTypeWrapper<RefusedFeedModel>;
  FeedProblem: ResolverTypeWrapper<FeedProblem>;
  FeedProblemSeverity: FeedProblemSeverity;
  VehiclePosition: ResolverTypeWrapper<VehiclePositionModel>;
  Carriage: ResolverTypeWrapper<CarriageModel>;
  ServiceAlert: ResolverTypeWrapper<ServiceAlertModel>;
  ActivePeriod: ResolverTypeWrapper<ActivePeriodModel>;
  InformedEntity: ResolverTypeWrapper<InformedEntityModel>;
  RealtimeState: RealtimeState;
  VehicleStopStatus: VehicleStopStatus;
  CongestionLevel: CongestionLevel;
  OccupancyStatus: OccupancyStatus;
  AlertCause: AlertCause;
  AlertEffect: AlertEffect;
  AlertSeverity: AlertSeverity;
  TransitMode: TransitMode;
  OnDemandService: ResolverTypeWrapper<OnDemandServiceModel>;
  OnDemandCall: ResolverTypeWrapper<OnDemandCallModel>;
  OnDemandPlace: ResolverTypeWrapper<OnDemandPlaceModel>;
  OnDemandPlaceKind: OnDemandPlaceKind;
  BookingRule: ResolverTypeWrapper<BookingRuleModel>;
  BookingType: BookingType;
  RentalSystem: ResolverTypeWrapper<RentalSystemModel>;
  RentalSystemStatus: RentalSystemStatus;
  RentalStation: ResolverTypeWrapper<RentalStationModel>;
  RentalVehicleCount: ResolverTypeWrapper<RentalVehicleCountModel>;
  RentalVehicle: ResolverTypeWrapper<RentalVehicleModel>;
  RentalUris: ResolverTypeWrapper<RentalUrisModel>;
  RentalVehicleType: ResolverTypeWrapper<RentalVehicleTypeModel>;
  RentalFormFactor: RentalFormFactor;
  RentalPropulsion: RentalPropulsion;
  RentalPricingPlan: ResolverTypeWrapper<RentalPricingPlanModel>;
  RentalPricingSegment: ResolverTypeWrapper<RentalPricingSegmentModel>;
  Accessibility: Accessibility;
  TimePrecision: TimePrecision;
  BoardingRule: BoardingRule;
  Agency: ResolverTypeWrapper<AgencyModel>;
  Region: ResolverTypeWrapper<RegionModel>;
  Citizen: ResolverTypeWrapper<CitizenModel>;
  TransitPass: ResolverTypeWrapper<TransitPassModel>;
  TransitPassKind: TransitPassKind;
  StopConnection: ResolverTypeWrapper<Omit<StopConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['StopEdge']>, nodes: ReadonlyArray<ResolversTypes['Stop']> }>;
  StopEdge: ResolverTypeWrapper<Omit<StopEdge, 'node'> & { node: ResolversTypes['Stop'] }>;
  StationConnection: ResolverTypeWrapper<Omit<StationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['StationEdge']>, nodes: ReadonlyArray<ResolversTypes['Station']> }>;
  StationEdge: ResolverTypeWrapper<Omit<StationEdge, 'node'> & { node: ResolversTypes['Station'] }>;
  NearbyStopConnection: ResolverTypeWrapper<Omit<NearbyStopConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['NearbyStopEdge']> }>;
  NearbyStopEdge: ResolverTypeWrapper<Omit<NearbyStopEdge, 'node'> & { node: ResolversTypes['Stop'] }>;
  OnDemandServiceConnection: ResolverTypeWrapper<Omit<OnDemandServiceConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['OnDemandServiceEdge']>, nodes: ReadonlyArray<ResolversTypes['OnDemandService']> }>;
  OnDemandServiceEdge: ResolverTypeWrapper<Omit<OnDemandServiceEdge, 'node'> & { node: ResolversTypes['OnDemandService'] }>;
  NearbyRentalStationConnection: ResolverTypeWrapper<Omit<NearbyRentalStationConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['NearbyRentalStationEdge']> }>;
  NearbyRentalStationEdge: ResolverTypeWrapper<Omit<NearbyRentalStationEdge, 'node'> & { node: ResolversTypes['RentalStation'] }>;
  NearbyRentalVehicleConnection: ResolverTypeWrapper<Omit<NearbyRentalVehicleConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['NearbyRentalVehicleEdge']> }>;
  NearbyRentalVehicleEdge: ResolverTypeWrapper<Omit<NearbyRentalVehicleEdge, 'node'> & { node: ResolversTypes['RentalVehicle'] }>;
  RouteConnection: ResolverTypeWrapper<Omit<RouteConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RouteEdge']>, nodes: ReadonlyArray<ResolversTypes['Route']> }>;
  RouteEdge: ResolverTypeWrapper<Omit<RouteEdge, 'node'> & { node: ResolversTypes['Route'] }>;
  PatternConnection: ResolverTypeWrapper<Omit<PatternConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['PatternEdge']>, nodes: ReadonlyArray<ResolversTypes['Pattern']> }>;
  PatternEdge: ResolverTypeWrapper<Omit<PatternEdge, 'node'> & { node: ResolversTypes['Pattern'] }>;
  TripConnection: ResolverTypeWrapper<Omit<TripConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['TripEdge']>, nodes: ReadonlyArray<ResolversTypes['Trip']> }>;
  TripEdge: ResolverTypeWrapper<Omit<TripEdge, 'node'> & { node: ResolversTypes['Trip'] }>;
  DepartureConnection: ResolverTypeWrapper<Omit<DepartureConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['DepartureEdge']>, nodes: ReadonlyArray<ResolversTypes['Departure']> }>;
  DepartureEdge: ResolverTypeWrapper<Omit<DepartureEdge, 'node'> & { node: ResolversTypes['Departure'] }>;
  VehiclePositionConnection: ResolverTypeWrapper<Omit<VehiclePositionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['VehiclePositionEdge']>, nodes: ReadonlyArray<ResolversTypes['VehiclePosition']> }>;
  VehiclePositionEdge: ResolverTypeWrapper<Omit<VehiclePositionEdge, 'node'> & { node: ResolversTypes['VehiclePosition'] }>;
  ServiceAlertConnection: ResolverTypeWrapper<Omit<ServiceAlertConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ServiceAlertEdge']>, nodes: ReadonlyArray<ResolversTypes['ServiceAlert']> }>;
  ServiceAlertEdge: ResolverTypeWrapper<Omit<ServiceAlertEdge, 'node'> & { node: ResolversTypes['ServiceAlert'] }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Float: Scalars['Float']['output'];
  CoordinatesInput: CoordinatesInput;
  ViaInput: ViaInput;
  Subscription: Record<PropertyKey, never>;
  Stop: StopModel;
  Station: StationModel;
  Route: RouteModel;
  Pattern: PatternModel;
  Trip: TripModel;
  Polyline: PolylineModel;
  StopTime: StopTimeModel;
  Departure: DepartureModel;
  JourneyPlan: JourneyPlanModel;
  Itinerary: ItineraryModel;
  ItineraryFare: ItineraryFareModel;
  FareCharge: FareChargeModel;
  FareProduct: FareProductModel;
  RiderCategory: RiderCategoryModel;
  FareMedium: FareMediumModel;
  FarePart: FarePartModel;
  PlaceWalk: PlaceWalkModel;
  JourneyLeg: JourneyLegModel;
  WalkLeg: WalkLegModel;
  TransitLeg: TransitLegModel;
  Fare: FareModel;
  RouteFare: RouteFareModel;
  Operator: OperatorModel;
  Feed: FeedModel;
  ConfiguredFeed: ConfiguredFeedModel;
  RealtimeSource: RealtimeSourceModel;
  RealtimeProblem: RealtimeProblemModel;
  RefusedFeed: RefusedFeedModel;
  FeedProblem: FeedProblem;
  VehiclePosition: VehiclePositionModel;
  Carriage: CarriageModel;
  ServiceAlert: ServiceAlertModel;
  ActivePeriod: ActivePeriodModel;
  InformedEntity: InformedEntityModel;
  OnDemandService: OnDemandServiceModel;
  OnDemandCall: OnDemandCallModel;
  OnDemandPlace: OnDemandPlaceModel;
  BookingRule: BookingRuleModel;
  RentalSystem: RentalSystemModel;
  RentalStation: RentalStationModel;
  RentalVehicleCount: RentalVehicleCountModel;
  RentalVehicle: RentalVehicleModel;
  RentalUris: RentalUrisModel;
  RentalVehicleType: RentalVehicleTypeModel;
  RentalPricingPlan: RentalPricingPlanModel;
  RentalPricingSegment: RentalPricingSegmentModel;
  Agency: AgencyModel;
  Region: RegionModel;
  Citizen: CitizenModel;
  TransitPass: TransitPassModel;
  StopConnection: Omit<StopConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['StopEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Stop']> };
  StopEdge: Omit<StopEdge, 'node'> & { node: ResolversParentTypes['Stop'] };
  StationConnection: Omit<StationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['StationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Station']> };
  StationEdge: Omit<StationEdge, 'node'> & { node: ResolversParentTypes['Station'] };
  NearbyStopConnection: Omit<NearbyStopConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['NearbyStopEdge']> };
  NearbyStopEdge: Omit<NearbyStopEdge, 'node'> & { node: ResolversParentTypes['Stop'] };
  OnDemandServiceConnection: Omit<OnDemandServiceConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['OnDemandServiceEdge']>, nodes: ReadonlyArray<ResolversParentTypes['OnDemandService']> };
  OnDemandServiceEdge: Omit<OnDemandServiceEdge, 'node'> & { node: ResolversParentTypes['OnDemandService'] };
  NearbyRentalStationConnection: Omit<NearbyRentalStationConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['NearbyRentalStationEdge']> };
  NearbyRentalStationEdge: Omit<NearbyRentalStationEdge, 'node'> & { node: ResolversParentTypes['RentalStation'] };
  NearbyRentalVehicleConnection: Omit<NearbyRentalVehicleConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['NearbyRentalVehicleEdge']> };
  NearbyRentalVehicleEdge: Omit<NearbyRentalVehicleEdge, 'node'> & { node: ResolversParentTypes['RentalVehicle'] };
  RouteConnection: Omit<RouteConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RouteEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Route']> };
  RouteEdge: Omit<RouteEdge, 'node'> & { node: ResolversParentTypes['Route'] };
  PatternConnection: Omit<PatternConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['PatternEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Pattern']> };
  PatternEdge: Omit<PatternEdge, 'node'> & { node: ResolversParentTypes['Pattern'] };
  TripConnection: Omit<TripConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['TripEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Trip']> };
  TripEdge: Omit<TripEdge, 'node'> & { node: ResolversParentTypes['Trip'] };
  DepartureConnection: Omit<DepartureConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['DepartureEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Departure']> };
  DepartureEdge: Omit<DepartureEdge, 'node'> & { node: ResolversParentTypes['Departure'] };
  VehiclePositionConnection: Omit<VehiclePositionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['VehiclePositionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['VehiclePosition']> };
  VehiclePositionEdge: Omit<VehiclePositionEdge, 'node'> & { node: ResolversParentTypes['VehiclePosition'] };
  ServiceAlertConnection: Omit<ServiceAlertConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ServiceAlertEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ServiceAlert']> };
  ServiceAlertEdge: Omit<ServiceAlertEdge, 'node'> & { node: ResolversParentTypes['ServiceAlert'] };
  PageInfo: PageInfo;
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type DataClassDirectiveArgs = {
  class: DataClass;
};

export type DataClassDirectiveResolver<Result, Parent, ContextType = SubgraphContext, Args = DataClassDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CacheControlDirectiveArgs = {
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = SubgraphContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type QueryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  feed?: Resolver<Maybe<ResolversTypes['Feed']>, ParentType, ContextType>;
  feeds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ConfiguredFeed']>>, ParentType, ContextType>;
  stop?: Resolver<Maybe<ResolversTypes['Stop']>, ParentType, ContextType, RequireFields<QueryStopArgs, 'gtfsId'>>;
  station?: Resolver<Maybe<ResolversTypes['Station']>, ParentType, ContextType, RequireFields<QueryStationArgs, 'gtfsId'>>;
  route?: Resolver<Maybe<ResolversTypes['Route']>, ParentType, ContextType, RequireFields<QueryRouteArgs, 'gtfsId'>>;
  pattern?: Resolver<Maybe<ResolversTypes['Pattern']>, ParentType, ContextType, RequireFields<QueryPatternArgs, 'gtfsId'>>;
  trip?: Resolver<Maybe<ResolversTypes['Trip']>, ParentType, ContextType, RequireFields<QueryTripArgs, 'gtfsId'>>;
  stops?: Resolver<Maybe<ResolversTypes['StopConnection']>, ParentType, ContextType, RequireFields<QueryStopsArgs, 'first'>>;
  stations?: Resolver<Maybe<ResolversTypes['StationConnection']>, ParentType, ContextType, RequireFields<QueryStationsArgs, 'first'>>;
  routes?: Resolver<Maybe<ResolversTypes['RouteConnection']>, ParentType, ContextType, RequireFields<QueryRoutesArgs, 'first'>>;
  stopsNear?: Resolver<Maybe<ResolversTypes['NearbyStopConnection']>, ParentType, ContextType, RequireFields<QueryStopsNearArgs, 'latitude' | 'longitude' | 'radiusMeters' | 'first'>>;
  onDemandServices?: Resolver<Maybe<ResolversTypes['OnDemandServiceConnection']>, ParentType, ContextType, RequireFields<QueryOnDemandServicesArgs, 'latitude' | 'longitude' | 'windowSeconds' | 'radiusMeters' | 'first'>>;
  rentalSystems?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RentalSystem']>>, ParentType, ContextType>;
  rentalStation?: Resolver<Maybe<ResolversTypes['RentalStation']>, ParentType, ContextType, RequireFields<QueryRentalStationArgs, 'id'>>;
  rentalStationsNear?: Resolver<Maybe<ResolversTypes['NearbyRentalStationConnection']>, ParentType, ContextType, RequireFields<QueryRentalStationsNearArgs, 'latitude' | 'longitude' | 'radiusMeters' | 'first'>>;
  rentalVehiclesNear?: Resolver<Maybe<ResolversTypes['NearbyRentalVehicleConnection']>, ParentType, ContextType, RequireFields<QueryRentalVehiclesNearArgs, 'latitude' | 'longitude' | 'radiusMeters' | 'first'>>;
  alerts?: Resolver<Maybe<ResolversTypes['ServiceAlertConnection']>, ParentType, ContextType, RequireFields<QueryAlertsArgs, 'first'>>;
  vehicles?: Resolver<Maybe<ResolversTypes['VehiclePositionConnection']>, ParentType, ContextType, RequireFields<QueryVehiclesArgs, 'minLatitude' | 'minLongitude' | 'maxLatitude' | 'maxLongitude' | 'first'>>;
  planJourney?: Resolver<Maybe<ResolversTypes['JourneyPlan']>, ParentType, ContextType, RequireFields<QueryPlanJourneyArgs, 'first' | 'maxTransfers' | 'minTransferSeconds' | 'wheelchair' | 'realtime'>>;
};

export type SubscriptionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  departuresUpdated?: SubscriptionResolver<Maybe<ReadonlyArray<ResolversTypes['Departure']>>, "departuresUpdated", ParentType, ContextType, RequireFields<SubscriptionDeparturesUpdatedArgs, 'gtfsId' | 'withinSeconds' | 'first'>>;
  vehiclesUpdated?: SubscriptionResolver<Maybe<ReadonlyArray<ResolversTypes['VehiclePosition']>>, "vehiclesUpdated", ParentType, ContextType, RequireFields<SubscriptionVehiclesUpdatedArgs, 'minLatitude' | 'minLongitude' | 'maxLatitude' | 'maxLongitude' | 'first'>>;
  alertsUpdated?: SubscriptionResolver<Maybe<ReadonlyArray<ResolversTypes['ServiceAlert']>>, "alertsUpdated", ParentType, ContextType, RequireFields<SubscriptionAlertsUpdatedArgs, 'first'>>;
};

export type StopResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Stop'] = ResolversParentTypes['Stop'], FederationReferenceType extends FederationReferenceTypes['Stop'] = FederationReferenceTypes['Stop']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Stop']> | FederationReferenceType, FederationReferenceType, ContextType>;
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<StopNameArgs>>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  platformCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  zoneId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wheelchairBoarding?: Resolver<ResolversTypes['Accessibility'], ParentType, ContextType>;
  station?: Resolver<Maybe<ResolversTypes['Station']>, ParentType, ContextType>;
  regions?: Resolver<ReadonlyArray<ResolversTypes['Region']>, ParentType, ContextType>;
  routes?: Resolver<ResolversTypes['RouteConnection'], ParentType, ContextType, RequireFields<StopRoutesArgs, 'first'>>;
  patterns?: Resolver<ResolversTypes['PatternConnection'], ParentType, ContextType, RequireFields<StopPatternsArgs, 'first'>>;
  departures?: Resolver<ResolversTypes['DepartureConnection'], ParentType, ContextType, RequireFields<StopDeparturesArgs, 'withinSeconds' | 'first'>>;
  alerts?: Resolver<ReadonlyArray<ResolversTypes['ServiceAlert']>, ParentType, ContextType>;
  inOtherFeeds?: Resolver<ReadonlyArray<ResolversTypes['Stop']>, ParentType, ContextType>;
};

export type StationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Station'] = ResolversParentTypes['Station'], FederationReferenceType extends FederationReferenceTypes['Station'] = FederationReferenceTypes['Station']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Station']> | FederationReferenceType, FederationReferenceType, ContextType>;
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<StationNameArgs>>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  wheelchairBoarding?: Resolver<ResolversTypes['Accessibility'], ParentType, ContextType>;
  stops?: Resolver<ResolversTypes['StopConnection'], ParentType, ContextType, RequireFields<StationStopsArgs, 'first'>>;
  departures?: Resolver<ResolversTypes['DepartureConnection'], ParentType, ContextType, RequireFields<StationDeparturesArgs, 'withinSeconds' | 'first'>>;
  alerts?: Resolver<ReadonlyArray<ResolversTypes['ServiceAlert']>, ParentType, ContextType>;
  inOtherFeeds?: Resolver<ReadonlyArray<ResolversTypes['Station']>, ParentType, ContextType>;
};

export type RouteResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Route'] = ResolversParentTypes['Route'], FederationReferenceType extends FederationReferenceTypes['Route'] = FederationReferenceTypes['Route']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Route']> | FederationReferenceType, FederationReferenceType, ContextType>;
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  shortName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<RouteShortNameArgs>>;
  longName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<RouteLongNameArgs>>;
  mode?: Resolver<ResolversTypes['TransitMode'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  color?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  textColor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  operator?: Resolver<ResolversTypes['Operator'], ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  patterns?: Resolver<ResolversTypes['PatternConnection'], ParentType, ContextType, RequireFields<RoutePatternsArgs, 'first'>>;
  fares?: Resolver<ReadonlyArray<ResolversTypes['RouteFare']>, ParentType, ContextType>;
  alerts?: Resolver<ReadonlyArray<ResolversTypes['ServiceAlert']>, ParentType, ContextType>;
  vehicles?: Resolver<ResolversTypes['VehiclePositionConnection'], ParentType, ContextType, RequireFields<RouteVehiclesArgs, 'first'>>;
};

export type PatternResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Pattern'] = ResolversParentTypes['Pattern'], FederationReferenceType extends FederationReferenceTypes['Pattern'] = FederationReferenceTypes['Pattern']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Pattern']> | FederationReferenceType, FederationReferenceType, ContextType>;
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  route?: Resolver<ResolversTypes['Route'], ParentType, ContextType>;
  directionId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  headsign?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<PatternHeadsignArgs>>;
  stops?: Resolver<ReadonlyArray<ResolversTypes['Stop']>, ParentType, ContextType>;
  shape?: Resolver<ResolversTypes['Polyline'], ParentType, ContextType>;
  trips?: Resolver<ResolversTypes['TripConnection'], ParentType, ContextType, RequireFields<PatternTripsArgs, 'first'>>;
};

export type TripResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Trip'] = ResolversParentTypes['Trip'], FederationReferenceType extends FederationReferenceTypes['Trip'] = FederationReferenceTypes['Trip']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Trip']> | FederationReferenceType, FederationReferenceType, ContextType>;
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  route?: Resolver<ResolversTypes['Route'], ParentType, ContextType>;
  pattern?: Resolver<ResolversTypes['Pattern'], ParentType, ContextType>;
  headsign?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<TripHeadsignArgs>>;
  directionId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  wheelchairAccessible?: Resolver<ResolversTypes['Accessibility'], ParentType, ContextType>;
  runsOn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<TripRunsOnArgs, 'serviceDate'>>;
  stopTimes?: Resolver<ReadonlyArray<ResolversTypes['StopTime']>, ParentType, ContextType>;
  shape?: Resolver<ResolversTypes['Polyline'], ParentType, ContextType>;
  alerts?: Resolver<ReadonlyArray<ResolversTypes['ServiceAlert']>, ParentType, ContextType>;
  realtimeState?: Resolver<ResolversTypes['RealtimeState'], ParentType, ContextType, RequireFields<TripRealtimeStateArgs, 'serviceDate'>>;
  vehicle?: Resolver<Maybe<ResolversTypes['VehiclePosition']>, ParentType, ContextType, RequireFields<TripVehicleArgs, 'serviceDate'>>;
};

export type PolylineResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Polyline'] = ResolversParentTypes['Polyline']> = {
  encoded?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  geoJson?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isStraight?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type StopTimeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['StopTime'] = ResolversParentTypes['StopTime']> = {
  stopSequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stop?: Resolver<ResolversTypes['Stop'], ParentType, ContextType>;
  arrivalTime?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  departureTime?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  arrival?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType, RequireFields<StopTimeArrivalArgs, 'serviceDate'>>;
  departure?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType, RequireFields<StopTimeDepartureArgs, 'serviceDate'>>;
  timePrecision?: Resolver<ResolversTypes['TimePrecision'], ParentType, ContextType>;
  headsign?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<StopTimeHeadsignArgs>>;
  pickup?: Resolver<ResolversTypes['BoardingRule'], ParentType, ContextType>;
  dropOff?: Resolver<ResolversTypes['BoardingRule'], ParentType, ContextType>;
  realtimeState?: Resolver<ResolversTypes['RealtimeState'], ParentType, ContextType, RequireFields<StopTimeRealtimeStateArgs, 'serviceDate'>>;
  estimatedArrival?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType, RequireFields<StopTimeEstimatedArrivalArgs, 'serviceDate'>>;
  estimatedDeparture?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType, RequireFields<StopTimeEstimatedDepartureArgs, 'serviceDate'>>;
};

export type DepartureResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Departure'] = ResolversParentTypes['Departure']> = {
  stop?: Resolver<ResolversTypes['Stop'], ParentType, ContextType>;
  trip?: Resolver<ResolversTypes['Trip'], ParentType, ContextType>;
  route?: Resolver<ResolversTypes['Route'], ParentType, ContextType>;
  headsign?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<DepartureHeadsignArgs>>;
  serviceDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  scheduledArrival?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  scheduledDeparture?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  timePrecision?: Resolver<ResolversTypes['TimePrecision'], ParentType, ContextType>;
  stopSequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pickup?: Resolver<ResolversTypes['BoardingRule'], ParentType, ContextType>;
  realtime?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  realtimeState?: Resolver<ResolversTypes['RealtimeState'], ParentType, ContextType>;
  delaySeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  estimatedArrival?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  estimatedDeparture?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scheduledStop?: Resolver<ResolversTypes['Stop'], ParentType, ContextType>;
  occupancy?: Resolver<Maybe<ResolversTypes['OccupancyStatus']>, ParentType, ContextType>;
  vehicle?: Resolver<Maybe<ResolversTypes['VehiclePosition']>, ParentType, ContextType>;
  alerts?: Resolver<ReadonlyArray<ResolversTypes['ServiceAlert']>, ParentType, ContextType>;
};

export type JourneyPlanResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['JourneyPlan'] = ResolversParentTypes['JourneyPlan']> = {
  itineraries?: Resolver<ReadonlyArray<ResolversTypes['Itinerary']>, ParentType, ContextType>;
  later?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  earlier?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ItineraryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Itinerary'] = ResolversParentTypes['Itinerary']> = {
  departure?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  arrival?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  transfers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  walkMeters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  legs?: Resolver<ReadonlyArray<ResolversTypes['JourneyLeg']>, ParentType, ContextType>;
  access?: Resolver<Maybe<ResolversTypes['PlaceWalk']>, ParentType, ContextType>;
  egress?: Resolver<Maybe<ResolversTypes['PlaceWalk']>, ParentType, ContextType>;
  missesConnection?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  wheelchairAccessible?: Resolver<ResolversTypes['Accessibility'], ParentType, ContextType>;
  co2Grams?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fare?: Resolver<Maybe<ResolversTypes['ItineraryFare']>, ParentType, ContextType, Partial<ItineraryFareArgs>>;
  unknownFareReason?: Resolver<Maybe<ResolversTypes['UnknownFareReason']>, ParentType, ContextType, Partial<ItineraryUnknownFareReasonArgs>>;
};

export type ItineraryFareResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ItineraryFare'] = ResolversParentTypes['ItineraryFare']> = {
  price?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['FarePart']>, ParentType, ContextType>;
  charges?: Resolver<ReadonlyArray<ResolversTypes['FareCharge']>, ParentType, ContextType>;
};

export type FareChargeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FareCharge'] = ResolversParentTypes['FareCharge']> = {
  product?: Resolver<ResolversTypes['FareProduct'], ParentType, ContextType>;
  isTransfer?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  firstRide?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastRide?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FareProductResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FareProduct'] = ResolversParentTypes['FareProduct']> = {
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<FareProductNameArgs>>;
  amount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  riderCategory?: Resolver<Maybe<ResolversTypes['RiderCategory']>, ParentType, ContextType>;
  fareMedium?: Resolver<Maybe<ResolversTypes['FareMedium']>, ParentType, ContextType>;
};

export type RiderCategoryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RiderCategory'] = ResolversParentTypes['RiderCategory']> = {
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<RiderCategoryNameArgs>>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  eligibilityUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FareMediumResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FareMedium'] = ResolversParentTypes['FareMedium']> = {
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<FareMediumNameArgs>>;
  type?: Resolver<ResolversTypes['FareMediumType'], ParentType, ContextType>;
};

export type FarePartResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FarePart'] = ResolversParentTypes['FarePart']> = {
  fare?: Resolver<ResolversTypes['Fare'], ParentType, ContextType>;
  rides?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlaceWalkResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PlaceWalk'] = ResolversParentTypes['PlaceWalk']> = {
  stop?: Resolver<Maybe<ResolversTypes['Stop']>, ParentType, ContextType>;
  departure?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  arrival?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type JourneyLegResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['JourneyLeg'] = ResolversParentTypes['JourneyLeg']> = {
  __resolveType: TypeResolveFn<'WalkLeg' | 'TransitLeg', ParentType, ContextType>;
};

export type WalkLegResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['WalkLeg'] = ResolversParentTypes['WalkLeg']> = {
  from?: Resolver<ResolversTypes['Stop'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Stop'], ParentType, ContextType>;
  shape?: Resolver<ResolversTypes['Polyline'], ParentType, ContextType>;
  departure?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  arrival?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expectedDeparture?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expectedArrival?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransitLegResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TransitLeg'] = ResolversParentTypes['TransitLeg']> = {
  from?: Resolver<ResolversTypes['Stop'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Stop'], ParentType, ContextType>;
  shape?: Resolver<ResolversTypes['Polyline'], ParentType, ContextType>;
  departure?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  arrival?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expectedDeparture?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expectedArrival?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  departurePrecision?: Resolver<ResolversTypes['TimePrecision'], ParentType, ContextType>;
  arrivalPrecision?: Resolver<ResolversTypes['TimePrecision'], ParentType, ContextType>;
  route?: Resolver<ResolversTypes['Route'], ParentType, ContextType>;
  trip?: Resolver<ResolversTypes['Trip'], ParentType, ContextType>;
  serviceDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  headsign?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<TransitLegHeadsignArgs>>;
  intermediateStops?: Resolver<ReadonlyArray<ResolversTypes['Stop']>, ParentType, ContextType>;
  fare?: Resolver<Maybe<ResolversTypes['Fare']>, ParentType, ContextType>;
  fareProducts?: Resolver<ReadonlyArray<ResolversTypes['FareProduct']>, ParentType, ContextType, Partial<TransitLegFareProductsArgs>>;
  staysAboard?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  realtime?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  realtimeState?: Resolver<ResolversTypes['RealtimeState'], ParentType, ContextType>;
  estimatedDeparture?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  estimatedArrival?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  departureDelaySeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  arrivalDelaySeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  occupancy?: Resolver<Maybe<ResolversTypes['OccupancyStatus']>, ParentType, ContextType>;
  vehicle?: Resolver<Maybe<ResolversTypes['VehiclePosition']>, ParentType, ContextType>;
  alerts?: Resolver<ReadonlyArray<ResolversTypes['ServiceAlert']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FareResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Fare'] = ResolversParentTypes['Fare']> = {
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  transfers?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  transferDurationSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  paidBeforeBoarding?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RouteFareResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RouteFare'] = ResolversParentTypes['RouteFare']> = {
  fare?: Resolver<ResolversTypes['Fare'], ParentType, ContextType>;
  originZoneId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  destinationZoneId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OperatorResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Operator'] = ResolversParentTypes['Operator']> = {
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<OperatorNameArgs>>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FeedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Feed'] = ResolversParentTypes['Feed']> = {
  feedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  publisher?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<FeedPublisherArgs>>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timezone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  loadedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  stopCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  routeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  patternCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tripCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stopTimeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  warnings?: Resolver<ReadonlyArray<ResolversTypes['FeedProblem']>, ParentType, ContextType>;
  riderCategories?: Resolver<ReadonlyArray<ResolversTypes['RiderCategory']>, ParentType, ContextType>;
  fareMedia?: Resolver<ReadonlyArray<ResolversTypes['FareMedium']>, ParentType, ContextType>;
  refusedReload?: Resolver<Maybe<ResolversTypes['RefusedFeed']>, ParentType, ContextType>;
  realtimeSources?: Resolver<ReadonlyArray<ResolversTypes['RealtimeSource']>, ParentType, ContextType>;
};

export type ConfiguredFeedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ConfiguredFeed'] = ResolversParentTypes['ConfiguredFeed']> = {
  feedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['Region'], ParentType, ContextType>;
  feed?: Resolver<Maybe<ResolversTypes['Feed']>, ParentType, ContextType>;
  refused?: Resolver<Maybe<ResolversTypes['RefusedFeed']>, ParentType, ContextType>;
};

export type RealtimeSourceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RealtimeSource'] = ResolversParentTypes['RealtimeSource']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  simulated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RealtimeSourceStatus'], ParentType, ContextType>;
  intervalSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  timestamp?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  ageSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastErrorAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  incrementality?: Resolver<ResolversTypes['RealtimeIncrementality'], ParentType, ContextType>;
  tripUpdateCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  vehicleCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  alertCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['RealtimeProblem']>, ParentType, ContextType>;
};

export type RealtimeProblemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RealtimeProblem'] = ResolversParentTypes['RealtimeProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  example?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RefusedFeedResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RefusedFeed'] = ResolversParentTypes['RefusedFeed']> = {
  refusedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  errorCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['FeedProblem']>, ParentType, ContextType>;
};

export type FeedProblemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['FeedProblem'] = ResolversParentTypes['FeedProblem']> = {
  severity?: Resolver<ResolversTypes['FeedProblemSeverity'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  file?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type VehiclePositionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['VehiclePosition'] = ResolversParentTypes['VehiclePosition']> = {
  vehicleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  bearing?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  speed?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  timestamp?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  trip?: Resolver<Maybe<ResolversTypes['Trip']>, ParentType, ContextType>;
  serviceDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  route?: Resolver<Maybe<ResolversTypes['Route']>, ParentType, ContextType>;
  stop?: Resolver<Maybe<ResolversTypes['Stop']>, ParentType, ContextType>;
  currentStopSequence?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  currentStatus?: Resolver<ResolversTypes['VehicleStopStatus'], ParentType, ContextType>;
  congestionLevel?: Resolver<Maybe<ResolversTypes['CongestionLevel']>, ParentType, ContextType>;
  occupancyStatus?: Resolver<Maybe<ResolversTypes['OccupancyStatus']>, ParentType, ContextType>;
  occupancyPercentage?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  carriages?: Resolver<ReadonlyArray<ResolversTypes['Carriage']>, ParentType, ContextType>;
};

export type CarriageResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Carriage'] = ResolversParentTypes['Carriage']> = {
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occupancyStatus?: Resolver<Maybe<ResolversTypes['OccupancyStatus']>, ParentType, ContextType>;
  occupancyPercentage?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ServiceAlertResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ServiceAlert'] = ResolversParentTypes['ServiceAlert']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  headerText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<ServiceAlertHeaderTextArgs>>;
  descriptionText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<ServiceAlertDescriptionTextArgs>>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<ServiceAlertUrlArgs>>;
  cause?: Resolver<ResolversTypes['AlertCause'], ParentType, ContextType>;
  effect?: Resolver<ResolversTypes['AlertEffect'], ParentType, ContextType>;
  severityLevel?: Resolver<ResolversTypes['AlertSeverity'], ParentType, ContextType>;
  activePeriods?: Resolver<ReadonlyArray<ResolversTypes['ActivePeriod']>, ParentType, ContextType>;
  informedEntities?: Resolver<ReadonlyArray<ResolversTypes['InformedEntity']>, ParentType, ContextType>;
};

export type ActivePeriodResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ActivePeriod'] = ResolversParentTypes['ActivePeriod']> = {
  start?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type InformedEntityResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['InformedEntity'] = ResolversParentTypes['InformedEntity']> = {
  operator?: Resolver<Maybe<ResolversTypes['Operator']>, ParentType, ContextType>;
  route?: Resolver<Maybe<ResolversTypes['Route']>, ParentType, ContextType>;
  routeType?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  directionId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  trip?: Resolver<Maybe<ResolversTypes['Trip']>, ParentType, ContextType>;
  serviceDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  stop?: Resolver<Maybe<ResolversTypes['Stop']>, ParentType, ContextType>;
  station?: Resolver<Maybe<ResolversTypes['Station']>, ParentType, ContextType>;
};

export type OnDemandServiceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OnDemandService'] = ResolversParentTypes['OnDemandService']> = {
  route?: Resolver<ResolversTypes['Route'], ParentType, ContextType>;
  trip?: Resolver<ResolversTypes['Trip'], ParentType, ContextType>;
  serviceDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  earliestPickup?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  pickup?: Resolver<ResolversTypes['OnDemandCall'], ParentType, ContextType>;
  dropOffs?: Resolver<ReadonlyArray<ResolversTypes['OnDemandCall']>, ParentType, ContextType>;
};

export type OnDemandCallResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OnDemandCall'] = ResolversParentTypes['OnDemandCall']> = {
  place?: Resolver<ResolversTypes['OnDemandPlace'], ParentType, ContextType>;
  windowStart?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  windowEnd?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isScheduled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  boardingRule?: Resolver<ResolversTypes['BoardingRule'], ParentType, ContextType>;
  booking?: Resolver<Maybe<ResolversTypes['BookingRule']>, ParentType, ContextType>;
};

export type OnDemandPlaceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OnDemandPlace'] = ResolversParentTypes['OnDemandPlace']> = {
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OnDemandPlaceKind'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<OnDemandPlaceNameArgs>>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stops?: Resolver<ReadonlyArray<ResolversTypes['Stop']>, ParentType, ContextType>;
  geoJson?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BookingRuleResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['BookingRule'] = ResolversParentTypes['BookingRule']> = {
  gtfsId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  bookingType?: Resolver<ResolversTypes['BookingType'], ParentType, ContextType>;
  bookFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  bookUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isBookableNow?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<BookingRuleMessageArgs>>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  infoUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bookingUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RentalSystemResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RentalSystem'] = ResolversParentTypes['RentalSystem']> = {
  systemId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<RentalSystemNameArgs>>;
  operator?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<RentalSystemOperatorArgs>>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RentalSystemStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  vehicleCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  leftOutCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  vehicleTypes?: Resolver<ReadonlyArray<ResolversTypes['RentalVehicleType']>, ParentType, ContextType>;
  pricingPlans?: Resolver<ReadonlyArray<ResolversTypes['RentalPricingPlan']>, ParentType, ContextType>;
};

export type RentalStationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RentalStation'] = ResolversParentTypes['RentalStation']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['RentalSystem'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<RentalStationNameArgs>>;
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  capacity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isVirtual?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isStale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  vehiclesAvailable?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  vehiclesByType?: Resolver<ReadonlyArray<ResolversTypes['RentalVehicleCount']>, ParentType, ContextType>;
  docksAvailable?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isRenting?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isReturning?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  reportedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rentalUris?: Resolver<Maybe<ResolversTypes['RentalUris']>, ParentType, ContextType>;
};

export type RentalVehicleCountResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RentalVehicleCount'] = ResolversParentTypes['RentalVehicleCount']> = {
  vehicleType?: Resolver<Maybe<ResolversTypes['RentalVehicleType']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RentalVehicleResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RentalVehicle'] = ResolversParentTypes['RentalVehicle']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['RentalSystem'], ParentType, ContextType>;
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  vehicleType?: Resolver<Maybe<ResolversTypes['RentalVehicleType']>, ParentType, ContextType>;
  station?: Resolver<Maybe<ResolversTypes['RentalStation']>, ParentType, ContextType>;
  rangeMeters?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  fuelPercent?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  pricingPlan?: Resolver<Maybe<ResolversTypes['RentalPricingPlan']>, ParentType, ContextType>;
  isStale?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reportedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rentalUris?: Resolver<Maybe<ResolversTypes['RentalUris']>, ParentType, ContextType>;
};

export type RentalUrisResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RentalUris'] = ResolversParentTypes['RentalUris']> = {
  web?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  android?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ios?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RentalVehicleTypeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RentalVehicleType'] = ResolversParentTypes['RentalVehicleType']> = {
  vehicleTypeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<RentalVehicleTypeNameArgs>>;
  formFactor?: Resolver<ResolversTypes['RentalFormFactor'], ParentType, ContextType>;
  propulsion?: Resolver<ResolversTypes['RentalPropulsion'], ParentType, ContextType>;
  maxRangeMeters?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RentalPricingPlanResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RentalPricingPlan'] = ResolversParentTypes['RentalPricingPlan']> = {
  planId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<RentalPricingPlanNameArgs>>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<RentalPricingPlanDescriptionArgs>>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isTaxable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasSurgePricing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  perMinute?: Resolver<ReadonlyArray<ResolversTypes['RentalPricingSegment']>, ParentType, ContextType>;
  perKilometre?: Resolver<ReadonlyArray<ResolversTypes['RentalPricingSegment']>, ParentType, ContextType>;
};

export type RentalPricingSegmentResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RentalPricingSegment'] = ResolversParentTypes['RentalPricingSegment']> = {
  start?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  interval?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type AgencyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Agency'] = ResolversParentTypes['Agency'], FederationReferenceType extends FederationReferenceTypes['Agency'] = FederationReferenceTypes['Agency']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Agency']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  routes?: Resolver<Maybe<ResolversTypes['RouteConnection']>, ParentType, ContextType, RequireFields<AgencyRoutesArgs, 'first'>>;
};

export type RegionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region'], FederationReferenceType extends FederationReferenceTypes['Region'] = FederationReferenceTypes['Region']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Region']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  stops?: Resolver<Maybe<ResolversTypes['StopConnection']>, ParentType, ContextType, RequireFields<RegionStopsArgs, 'first'>>;
};

export type CitizenResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Citizen'] = ResolversParentTypes['Citizen'], FederationReferenceType extends FederationReferenceTypes['Citizen'] = FederationReferenceTypes['Citizen']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Citizen']> | FederationReferenceType, FederationReferenceType, ContextType>;
  uin?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  transitPasses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TransitPass']>>, ParentType, ContextType>;
};

export type TransitPassResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TransitPass'] = ResolversParentTypes['TransitPass']> = {
  kind?: Resolver<ResolversTypes['TransitPassKind'], ParentType, ContextType>;
  validFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  validTo?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  valid?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
};

export type StopConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['StopConnection'] = ResolversParentTypes['StopConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StopEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Stop']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StopEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['StopEdge'] = ResolversParentTypes['StopEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Stop'], ParentType, ContextType>;
};

export type StationConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['StationConnection'] = ResolversParentTypes['StationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Station']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StationEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['StationEdge'] = ResolversParentTypes['StationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Station'], ParentType, ContextType>;
};

export type NearbyStopConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NearbyStopConnection'] = ResolversParentTypes['NearbyStopConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NearbyStopEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NearbyStopEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NearbyStopEdge'] = ResolversParentTypes['NearbyStopEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Stop'], ParentType, ContextType>;
};

export type OnDemandServiceConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OnDemandServiceConnection'] = ResolversParentTypes['OnDemandServiceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OnDemandServiceEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['OnDemandService']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OnDemandServiceEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['OnDemandServiceEdge'] = ResolversParentTypes['OnDemandServiceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OnDemandService'], ParentType, ContextType>;
};

export type NearbyRentalStationConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NearbyRentalStationConnection'] = ResolversParentTypes['NearbyRentalStationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NearbyRentalStationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NearbyRentalStationEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NearbyRentalStationEdge'] = ResolversParentTypes['NearbyRentalStationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RentalStation'], ParentType, ContextType>;
};

export type NearbyRentalVehicleConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NearbyRentalVehicleConnection'] = ResolversParentTypes['NearbyRentalVehicleConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NearbyRentalVehicleEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NearbyRentalVehicleEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['NearbyRentalVehicleEdge'] = ResolversParentTypes['NearbyRentalVehicleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RentalVehicle'], ParentType, ContextType>;
};

export type RouteConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RouteConnection'] = ResolversParentTypes['RouteConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RouteEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Route']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RouteEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RouteEdge'] = ResolversParentTypes['RouteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Route'], ParentType, ContextType>;
};

export type PatternConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PatternConnection'] = ResolversParentTypes['PatternConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PatternEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Pattern']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PatternEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PatternEdge'] = ResolversParentTypes['PatternEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Pattern'], ParentType, ContextType>;
};

export type TripConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TripConnection'] = ResolversParentTypes['TripConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TripEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Trip']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TripEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TripEdge'] = ResolversParentTypes['TripEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Trip'], ParentType, ContextType>;
};

export type DepartureConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DepartureConnection'] = ResolversParentTypes['DepartureConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DepartureEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Departure']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DepartureEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DepartureEdge'] = ResolversParentTypes['DepartureEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Departure'], ParentType, ContextType>;
};

export type VehiclePositionConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['VehiclePositionConnection'] = ResolversParentTypes['VehiclePositionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['VehiclePositionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['VehiclePosition']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type VehiclePositionEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['VehiclePositionEdge'] = ResolversParentTypes['VehiclePositionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['VehiclePosition'], ParentType, ContextType>;
};

export type ServiceAlertConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ServiceAlertConnection'] = ResolversParentTypes['ServiceAlertConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ServiceAlertEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ServiceAlert']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ServiceAlertEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ServiceAlertEdge'] = ResolversParentTypes['ServiceAlertEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ServiceAlert'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Query?: QueryResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Stop?: StopResolvers<ContextType>;
  Station?: StationResolvers<ContextType>;
  Route?: RouteResolvers<ContextType>;
  Pattern?: PatternResolvers<ContextType>;
  Trip?: TripResolvers<ContextType>;
  Polyline?: PolylineResolvers<ContextType>;
  StopTime?: StopTimeResolvers<ContextType>;
  Departure?: DepartureResolvers<ContextType>;
  JourneyPlan?: JourneyPlanResolvers<ContextType>;
  Itinerary?: ItineraryResolvers<ContextType>;
  ItineraryFare?: ItineraryFareResolvers<ContextType>;
  FareCharge?: FareChargeResolvers<ContextType>;
  FareProduct?: FareProductResolvers<ContextType>;
  RiderCategory?: RiderCategoryResolvers<ContextType>;
  FareMedium?: FareMediumResolvers<ContextType>;
  FarePart?: FarePartResolvers<ContextType>;
  PlaceWalk?: PlaceWalkResolvers<ContextType>;
  JourneyLeg?: JourneyLegResolvers<ContextType>;
  WalkLeg?: WalkLegResolvers<ContextType>;
  TransitLeg?: TransitLegResolvers<ContextType>;
  Fare?: FareResolvers<ContextType>;
  RouteFare?: RouteFareResolvers<ContextType>;
  Operator?: OperatorResolvers<ContextType>;
  Feed?: FeedResolvers<ContextType>;
  ConfiguredFeed?: ConfiguredFeedResolvers<ContextType>;
  RealtimeSource?: RealtimeSourceResolvers<ContextType>;
  RealtimeProblem?: RealtimeProblemResolvers<ContextType>;
  RefusedFeed?: RefusedFeedResolvers<ContextType>;
  FeedProblem?: FeedProblemResolvers<ContextType>;
  VehiclePosition?: VehiclePositionResolvers<ContextType>;
  Carriage?: CarriageResolvers<ContextType>;
  ServiceAlert?: ServiceAlertResolvers<ContextType>;
  ActivePeriod?: ActivePeriodResolvers<ContextType>;
  InformedEntity?: InformedEntityResolvers<ContextType>;
  OnDemandService?: OnDemandServiceResolvers<ContextType>;
  OnDemandCall?: OnDemandCallResolvers<ContextType>;
  OnDemandPlace?: OnDemandPlaceResolvers<ContextType>;
  BookingRule?: BookingRuleResolvers<ContextType>;
  RentalSystem?: RentalSystemResolvers<ContextType>;
  RentalStation?: RentalStationResolvers<ContextType>;
  RentalVehicleCount?: RentalVehicleCountResolvers<ContextType>;
  RentalVehicle?: RentalVehicleResolvers<ContextType>;
  RentalUris?: RentalUrisResolvers<ContextType>;
  RentalVehicleType?: RentalVehicleTypeResolvers<ContextType>;
  RentalPricingPlan?: RentalPricingPlanResolvers<ContextType>;
  RentalPricingSegment?: RentalPricingSegmentResolvers<ContextType>;
  Agency?: AgencyResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  Citizen?: CitizenResolvers<ContextType>;
  TransitPass?: TransitPassResolvers<ContextType>;
  StopConnection?: StopConnectionResolvers<ContextType>;
  StopEdge?: StopEdgeResolvers<ContextType>;
  StationConnection?: StationConnectionResolvers<ContextType>;
  StationEdge?: StationEdgeResolvers<ContextType>;
  NearbyStopConnection?: NearbyStopConnectionResolvers<ContextType>;
  NearbyStopEdge?: NearbyStopEdgeResolvers<ContextType>;
  OnDemandServiceConnection?: OnDemandServiceConnectionResolvers<ContextType>;
  OnDemandServiceEdge?: OnDemandServiceEdgeResolvers<ContextType>;
  NearbyRentalStationConnection?: NearbyRentalStationConnectionResolvers<ContextType>;
  NearbyRentalStationEdge?: NearbyRentalStationEdgeResolvers<ContextType>;
  NearbyRentalVehicleConnection?: NearbyRentalVehicleConnectionResolvers<ContextType>;
  NearbyRentalVehicleEdge?: NearbyRentalVehicleEdgeResolvers<ContextType>;
  RouteConnection?: RouteConnectionResolvers<ContextType>;
  RouteEdge?: RouteEdgeResolvers<ContextType>;
  PatternConnection?: PatternConnectionResolvers<ContextType>;
  PatternEdge?: PatternEdgeResolvers<ContextType>;
  TripConnection?: TripConnectionResolvers<ContextType>;
  TripEdge?: TripEdgeResolvers<ContextType>;
  DepartureConnection?: DepartureConnectionResolvers<ContextType>;
  DepartureEdge?: DepartureEdgeResolvers<ContextType>;
  VehiclePositionConnection?: VehiclePositionConnectionResolvers<ContextType>;
  VehiclePositionEdge?: VehiclePositionEdgeResolvers<ContextType>;
  ServiceAlertConnection?: ServiceAlertConnectionResolvers<ContextType>;
  ServiceAlertEdge?: ServiceAlertEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = SubgraphContext> = {
  dataClass?: DataClassDirectiveResolver<any, any, ContextType>;
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
