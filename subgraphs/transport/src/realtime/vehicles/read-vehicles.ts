import { at, intAt } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { VehiclePositionMessage } from '../message/feed-message.ts';
import { observationTime } from '../observation-time.ts';
import type { RealtimeProblemCode } from '../problems.ts';
import type { TripMatcher } from '../trips/trip-matcher.ts';
import type { TripRuns } from '../trips/trip-runs.ts';
import type { RunsOfVehicles } from './runs-of-vehicles.ts';
import type { ServedTrip, Vehicle } from './vehicle.ts';

export interface VehicleContext {
  readonly feed: Feed;
  readonly matcher: TripMatcher;
  /** Runs of the timetable, then added ones. */
  readonly trips: readonly TripRuns[];
  readonly runsOfVehicles: RunsOfVehicles;
  /** Later timestamps are wrong. */
  readonly latest: Instant;
}

export interface VehicleEntity {
  readonly id: string;
  readonly message: VehiclePositionMessage;
  readonly messageTime: Instant;
  readonly report: (code: RealtimeProblemCode) => void;
}

/** A vehicle with its trip, route and stop; `null` without a valid position. */
export function readVehicle(
  { id, message, messageTime, report }: VehicleEntity,
  context: VehicleContext,
): Vehicle | null {
  const { latitude = Number.NaN, longitude = Number.NaN } = message.position ?? {};
  const isOnEarth =
    Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && (latitude !== 0 || longitude !== 0);
  if (!isOnEarth) {
    report('E026');
    return null;
  }
  const { feed } = context;
  const timestamp = observationTime(message.timestamp, messageTime, context.latest);
  const served = servedBy(message, timestamp, context, report);
  const route =
    served === null
      ? feed.routeIndex.get(message.trip?.routeId ?? '')
      : at(served.feed.trips.routes, served.trip);
  return {
    id,
    message,
    latitude,
    longitude,
    timestamp,
    served,
    route: route ?? null,
    stop: stopOf(message, served, feed),
  };
}

function servedBy(
  { trip: descriptor, vehicle }: VehiclePositionMessage,
  timestamp: Instant,
  { feed, matcher, trips, runsOfVehicles }: VehicleContext,
  report: VehicleEntity['report'],
): ServedTrip | null {
  const byVehicle = vehicle?.id === undefined ? undefined : runsOfVehicles.of(vehicle.id);
  if (descriptor === undefined || (descriptor.tripId === undefined && descriptor.startTime === undefined)) {
    return byVehicle ?? null;
  }
  for (const runs of trips) {
    if (runs.feed === feed) continue;
    const trip = runs.feed.trips.ids.get(descriptor.tripId ?? '');
    const run = trip === undefined ? undefined : runs.ofTrip(trip);
    if (run !== undefined) return { feed: runs.feed, trip: run.trip, day: run.day, run };
  }
  const match = matcher.match(descriptor, () => ({ instant: timestamp }));
  if (match.kind === 'unmatched') {
    report(match.problem);
    return byVehicle ?? null;
  }
  const run = trips.find((runs) => runs.feed === feed)?.runOf(match.trip, match.day) ?? null;
  return { feed, trip: match.trip, day: match.day, run };
}

function stopOf(
  { stopId, currentStopSequence }: VehiclePositionMessage,
  served: ServedTrip | null,
  feed: Feed,
) {
  const named = stopId === undefined ? undefined : feed.stops.ids.get(stopId);
  if (named !== undefined) return named;
  if (served === null || currentStopSequence === undefined) return null;
  const { stopTimes } = served.feed;
  for (
    let row = intAt(stopTimes.offsets, served.trip);
    row < intAt(stopTimes.offsets, served.trip + 1);
    row += 1
  ) {
    if (intAt(stopTimes.sequences, row) === currentStopSequence) return intAt(stopTimes.stops, row);
  }
  return null;
}
