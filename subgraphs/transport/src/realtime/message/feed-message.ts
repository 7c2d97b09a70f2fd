import {
  bool,
  double,
  float,
  int32,
  int64,
  message,
  optional,
  type ReadOf,
  repeated,
  string,
  uint32,
  uint64,
  type WrittenOf,
} from './codec.ts';
import {
  alertCause,
  alertEffect,
  alertSeverity,
  congestionLevel,
  incrementality,
  occupancyStatus,
  stopTimeScheduleRelationship,
  tripScheduleRelationship,
  vehicleStopStatus,
} from './enumerations.ts';

/*
 * Messages of GTFS Realtime 2.0, by the field numbers of gtfs-realtime.proto; only fields that are used.
 * Shapes, stops, trip modifications and images are skipped.
 */

const tripDescriptor = message(
  {
    tripId: optional(1, string),
    startTime: optional(2, string),
    startDate: optional(3, string),
    scheduleRelationship: optional(4, tripScheduleRelationship),
    routeId: optional(5, string),
    directionId: optional(6, uint32),
  },
  ([tripId, startTime, startDate, scheduleRelationship, routeId, directionId]) => ({
    tripId,
    startTime,
    startDate,
    scheduleRelationship,
    routeId,
    directionId,
  }),
);

const vehicleDescriptor = message({ id: optional(1, string), label: optional(2, string) }, ([id, label]) => ({
  id,
  label,
}));

const stopTimeEvent = message(
  { delay: optional(1, int32), time: optional(2, int64), scheduledTime: optional(4, int64) },
  ([delay, time, scheduledTime]) => ({ delay, time, scheduledTime }),
);

const stopTimeUpdate = message(
  {
    stopSequence: optional(1, uint32),
    arrival: optional(2, stopTimeEvent),
    departure: optional(3, stopTimeEvent),
    stopId: optional(4, string),
    scheduleRelationship: optional(5, stopTimeScheduleRelationship),
    stopTimeProperties: optional(6, message({ assignedStopId: optional(1, string) })),
    departureOccupancyStatus: optional(7, occupancyStatus),
  },
  ([stopSequence, arrival, departure, stopId, scheduleRelationship, properties, occupancy]) => ({
    stopSequence,
    arrival,
    departure,
    stopId,
    scheduleRelationship,
    stopTimeProperties: properties,
    departureOccupancyStatus: occupancy,
  }),
);

const tripUpdate = message(
  {
    trip: optional(1, tripDescriptor),
    stopTimeUpdate: repeated(2, stopTimeUpdate),
    vehicle: optional(3, vehicleDescriptor),
    timestamp: optional(4, uint64),
    delay: optional(5, int32),
    tripProperties: optional(
      6,
      message({
        tripId: optional(1, string),
        startDate: optional(2, string),
        startTime: optional(3, string),
        tripHeadsign: optional(5, string),
      }),
    ),
  },
  ([trip, stopTimeUpdates, vehicle, timestamp, delay, tripProperties]) => ({
    trip,
    stopTimeUpdate: stopTimeUpdates ?? [],
    vehicle,
    timestamp,
    delay,
    tripProperties,
  }),
);

const vehiclePosition = message({
  trip: optional(1, tripDescriptor),
  position: optional(
    2,
    message({
      latitude: optional(1, float),
      longitude: optional(2, float),
      bearing: optional(3, float),
      odometer: optional(4, double),
      speed: optional(5, float),
    }),
  ),
  currentStopSequence: optional(3, uint32),
  currentStatus: optional(4, vehicleStopStatus),
  timestamp: optional(5, uint64),
  congestionLevel: optional(6, congestionLevel),
  stopId: optional(7, string),
  vehicle: optional(8, vehicleDescriptor),
  occupancyStatus: optional(9, occupancyStatus),
  occupancyPercentage: optional(10, uint32),
  multiCarriageDetails: repeated(
    11,
    message({
      label: optional(2, string),
      occupancyStatus: optional(3, occupancyStatus),
      occupancyPercentage: optional(4, int32),
      carriageSequence: optional(5, uint32),
    }),
  ),
});

const translatedString = message({
  translation: repeated(1, message({ text: optional(1, string), language: optional(2, string) })),
});

const entitySelector = message({
  agencyId: optional(1, string),
  routeId: optional(2, string),
  routeType: optional(3, int32),
  trip: optional(4, tripDescriptor),
  stopId: optional(5, string),
  directionId: optional(6, uint32),
});

const alert = message({
  activePeriod: repeated(1, message({ start: optional(1, uint64), end: optional(2, uint64) })),
  informedEntity: repeated(5, entitySelector),
  cause: optional(6, alertCause),
  effect: optional(7, alertEffect),
  url: optional(8, translatedString),
  headerText: optional(10, translatedString),
  descriptionText: optional(11, translatedString),
  severityLevel: optional(14, alertSeverity),
});

export const feedHeader = message({
  gtfsRealtimeVersion: optional(1, string),
  incrementality: optional(2, incrementality),
  timestamp: optional(3, uint64),
});

export const feedEntity = message(
  {
    id: optional(1, string),
    isDeleted: optional(2, bool),
    tripUpdate: optional(3, tripUpdate),
    vehicle: optional(4, vehiclePosition),
    alert: optional(5, alert),
  },
  ([id, isDeleted, update, vehicle, informed]) => ({
    id,
    isDeleted,
    tripUpdate: update,
    vehicle,
    alert: informed,
  }),
);

export type FeedHeader = ReadOf<typeof feedHeader>;
export type FeedEntity = ReadOf<typeof feedEntity>;
export type TripUpdate = ReadOf<typeof tripUpdate>;
export type StopTimeUpdate = ReadOf<typeof stopTimeUpdate>;
export type StopTimeEvent = ReadOf<typeof stopTimeEvent>;
export type TripDescriptor = ReadOf<typeof tripDescriptor>;
export type VehiclePositionMessage = ReadOf<typeof vehiclePosition>;
export type AlertMessage = ReadOf<typeof alert>;
export type EntitySelector = ReadOf<typeof entitySelector>;
export type TranslatedString = ReadOf<typeof translatedString>;

/** A message to write. */
export interface FeedMessageInit {
  readonly header: WrittenOf<typeof feedHeader>;
  readonly entity: readonly WrittenOf<typeof feedEntity>[];
}
