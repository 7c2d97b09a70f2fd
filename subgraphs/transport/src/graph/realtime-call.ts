import { at, intAt } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { timePrecision } from '../feed/tables.ts';
import type { Day } from '../gtfs/date.ts';
import type { AlertTarget } from '../realtime/alerts/alert-index.ts';
import { occupancyNumbers } from '../realtime/message/enumerations.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import {
  arrivalOf,
  callState,
  departureOf,
  hasEstimates,
  stateOf,
  type TripRun,
  unknownTime,
} from '../realtime/trips/trip-run.ts';
import type { VehiclePositionModel } from './mappers.ts';
import type { OccupancyStatus, RealtimeState } from './resolver-types.ts';

/** The real-time information on a trip on a service day. */
export function runOf({ trips }: RealtimeSnapshot, feed: Feed, trip: number, day: Day): TripRun | null {
  return trips.find((runs) => runs.feed === feed)?.runOf(trip, day) ?? null;
}

/** State of a whole trip. */
export function stateOfRun(run: TripRun | null): RealtimeState {
  switch (run?.relation) {
    case undefined:
      return 'SCHEDULED';
    case 'canceled':
    case 'deleted':
      return 'CANCELED';
    case 'added':
      return 'ADDED';
    case 'replaced':
    case 'replacement':
      return 'MODIFIED';
    case 'scheduled':
      return hasEstimates(run) ? 'UPDATED' : 'SCHEDULED';
  }
}

/** State of one call of a trip. */
export function stateOfCall(run: TripRun | null, call: number): RealtimeState {
  const ofRun = stateOfRun(run);
  if (run === null || ofRun === 'CANCELED') return ofRun;
  const state = stateOf(run, call);
  if (state === callState.skipped) return 'SKIPPED';
  if (ofRun === 'UPDATED') return state === callState.estimated ? 'UPDATED' : 'SCHEDULED';
  return ofRun;
}

type Times = 'arrivals' | 'departures';

/** An estimated time, in seconds of the service day; `null` without one. */
export function estimateOf(run: TripRun | null, call: number, times: Times): number | null {
  if (run === null || stateOf(run, call) !== callState.estimated) return null;
  const estimate = times === 'arrivals' ? arrivalOf(run, call) : departureOf(run, call);
  return estimate === unknownTime ? null : estimate;
}

/** An estimate as RFC 3339 text. */
export function formatEstimate(feed: Feed, day: Day, estimate: number | null): string | null {
  return estimate === null ? null : feed.clock.format(feed.clock.serviceDayStart(day) + estimate);
}

/** The estimated minus the scheduled time; `null` where the timetable has only a headway. */
export function expectedDelay(
  { stopTimes }: Feed,
  row: number,
  estimate: number | null,
  times: Times,
): number | null {
  if (estimate === null || at(stopTimes.precisions, row) === timePrecision.headway) return null;
  return estimate - intAt(stopTimes[times], row);
}

/** The vehicle on a trip on a service day. */
export function vehicleOf(
  { feed: base, vehicles }: RealtimeSnapshot,
  feed: Feed,
  trip: number,
  day: Day,
): VehiclePositionModel | null {
  const vehicle = vehicles.ofRun(feed, trip, day);
  return vehicle === null ? null : { feed: base, vehicle };
}

/** The trip, or one of its calls, to find alerts for. Alerts name only trips of the timetable. */
export function alertTarget(
  { feed: base }: RealtimeSnapshot,
  feed: Feed,
  trip: number,
  day: Day | null = null,
): AlertTarget {
  return {
    route: at(feed.trips.routes, trip),
    direction: at(feed.trips.directions, trip),
    ...(feed === base && { trip: { row: trip, day } }),
  };
}

/** Occupancy after a call, or else that of the vehicle. */
export function occupancyAt(
  run: TripRun | null,
  call: number,
  vehicle: VehiclePositionModel | null,
): OccupancyStatus | null {
  const number = run?.occupancies?.[call] ?? -1;
  return occupancyNames.get(number) ?? vehicle?.vehicle.message.occupancyStatus ?? null;
}

const occupancyNames = new Map(
  Object.entries<number>(occupancyNumbers).map(([name, number]) => [number, name as OccupancyStatus]),
);
