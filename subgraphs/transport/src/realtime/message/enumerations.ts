import { enumeration } from './codec.ts';

/* Enums of gtfs-realtime.proto, by the names and numbers of the specification. */

export const incrementality = enumeration({ FULL_DATASET: 0, DIFFERENTIAL: 1 });

export const tripScheduleRelationship = enumeration({
  SCHEDULED: 0,
  ADDED: 1,
  UNSCHEDULED: 2,
  CANCELED: 3,
  REPLACEMENT: 5,
  DUPLICATED: 6,
  DELETED: 7,
  NEW: 8,
});

export const stopTimeScheduleRelationship = enumeration({
  SCHEDULED: 0,
  SKIPPED: 1,
  NO_DATA: 2,
  UNSCHEDULED: 3,
});

export const vehicleStopStatus = enumeration({ INCOMING_AT: 0, STOPPED_AT: 1, IN_TRANSIT_TO: 2 });

export const congestionLevel = enumeration({
  UNKNOWN_CONGESTION_LEVEL: 0,
  RUNNING_SMOOTHLY: 1,
  STOP_AND_GO: 2,
  CONGESTION: 3,
  SEVERE_CONGESTION: 4,
});

export const occupancyNumbers = {
  EMPTY: 0,
  MANY_SEATS_AVAILABLE: 1,
  FEW_SEATS_AVAILABLE: 2,
  STANDING_ROOM_ONLY: 3,
  CRUSHED_STANDING_ROOM_ONLY: 4,
  FULL: 5,
  NOT_ACCEPTING_PASSENGERS: 6,
  NO_DATA_AVAILABLE: 7,
  NOT_BOARDABLE: 8,
} as const;
export const occupancyStatus = enumeration(occupancyNumbers);

export const alertCause = enumeration({
  UNKNOWN_CAUSE: 1,
  OTHER_CAUSE: 2,
  TECHNICAL_PROBLEM: 3,
  STRIKE: 4,
  DEMONSTRATION: 5,
  ACCIDENT: 6,
  HOLIDAY: 7,
  WEATHER: 8,
  MAINTENANCE: 9,
  CONSTRUCTION: 10,
  POLICE_ACTIVITY: 11,
  MEDICAL_EMERGENCY: 12,
  SPECIAL_EVENT: 13,
});

export const alertEffect = enumeration({
  NO_SERVICE: 1,
  REDUCED_SERVICE: 2,
  SIGNIFICANT_DELAYS: 3,
  DETOUR: 4,
  ADDITIONAL_SERVICE: 5,
  MODIFIED_SERVICE: 6,
  OTHER_EFFECT: 7,
  UNKNOWN_EFFECT: 8,
  STOP_MOVED: 9,
  NO_EFFECT: 10,
  ACCESSIBILITY_ISSUE: 11,
});

export const alertSeverity = enumeration({ UNKNOWN_SEVERITY: 1, INFO: 2, WARNING: 3, SEVERE: 4 });
