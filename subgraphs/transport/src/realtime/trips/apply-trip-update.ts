import { at, intAt } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { TripDescriptor, TripUpdate } from '../message/feed-message.ts';
import { observationTime } from '../observation-time.ts';
import { type AddedTrip, addedTrip, duplicatedTrip, occupancyOf } from './added-trip.ts';
import type { CallUpdates } from './call-updates.ts';
import { estimateTimes } from './estimate-times.ts';
import type { Evidence } from './service-day.ts';
import type { MatchedTrip } from './trip-matcher.ts';
import { type RunRelation, type TripRun, unknownTime } from './trip-run.ts';
import type { UpdateContext } from './update-context.ts';

/** Result of one trip update: a run of a trip of the feed, a trip that the feed lacks, or both. */
export interface AppliedUpdate {
  readonly run: TripRun | null;
  readonly added: AddedTrip | null;
}

/** More than any trip has calls: each update may be compared with each call. */
const maxCallUpdates = 2_000;

/**
 * Applies a trip update by its schedule relationship.
 *
 * @returns `null` if it fits no trip
 */
export function applyTripUpdate(
  update: TripUpdate,
  messageTime: Instant,
  context: UpdateContext,
): AppliedUpdate | null {
  const { feed, matcher, latest, report } = context;
  if (update.stopTimeUpdate.length > maxCallUpdates) {
    report('too_many_updates');
    return null;
  }
  const descriptor = update.trip ?? {};
  const timestamp = observationTime(update.timestamp, messageTime, latest);
  const relationship = descriptor.scheduleRelationship ?? 'SCHEDULED';
  if (isAdded(context, descriptor)) {
    const added = addedTrip(feed, update, { relation: 'added', timestamp, trip: null }, report);
    return added && { run: null, added };
  }
  if (relationship === 'DUPLICATED') {
    const trip = feed.trips.ids.get(descriptor.tripId ?? '');
    if (trip === undefined) report('E003');
    const added = trip === undefined ? null : duplicatedTrip(update, trip, timestamp, context);
    return added && { run: null, added };
  }
  const match = matcher.match(descriptor, (trip) => evidenceOf(feed, trip, update, timestamp));
  if (match.kind === 'unmatched') {
    report(match.problem);
    return null;
  }
  switch (relationship) {
    case 'CANCELED':
      return { run: withoutTimes(match, 'canceled', timestamp, context), added: null };
    case 'DELETED':
      return { run: withoutTimes(match, 'deleted', timestamp, context), added: null };
    case 'REPLACEMENT': {
      const added = addedTrip(feed, update, { relation: 'replacement', timestamp, trip: match.trip }, report);
      return added && { run: withoutTimes(match, 'replaced', timestamp, context), added };
    }
    default:
      return { run: scheduledRun(update, match, timestamp, context), added: null };
  }
}

/** `UNSCHEDULED` trips are in the feed if it has headways for them; `ADDED` is the old name of `NEW`. */
function isAdded(
  { feed, matcher, report }: UpdateContext,
  { scheduleRelationship, tripId = '' }: TripDescriptor,
): boolean {
  if (scheduleRelationship === 'NEW' || scheduleRelationship === 'ADDED') {
    const isKnown = feed.trips.ids.has(tripId);
    if (isKnown) report('E016');
    return !isKnown;
  }
  return (
    scheduleRelationship === 'UNSCHEDULED' && !feed.trips.ids.has(tripId) && !matcher.hasHeadways(tripId)
  );
}

function scheduledRun(
  update: TripUpdate,
  { trip, day, shift }: MatchedTrip,
  timestamp: Instant,
  { feed, callUpdates, columns, report }: UpdateContext,
): TripRun {
  const { stopTimes, clock } = feed;
  const row = intAt(stopTimes.offsets, trip);
  const calls = intAt(stopTimes.offsets, trip + 1) - row;
  if (update.stopTimeUpdate.length === 0 && update.delay === undefined) report('E041');
  callUpdates.match(trip, update.stopTimeUpdate, report);
  const { estimates, first } = columns.allocate(calls);
  const schedule = { start: clock.serviceDayStart(day), stopTimes, row, shift };
  estimateTimes(schedule, callUpdates, update.delay, { estimates, first, calls }, report);
  return {
    trip,
    day,
    relation: 'scheduled',
    timestamp,
    estimates,
    first,
    calls,
    stops: assignedStops(feed, calls, callUpdates, report),
    occupancies: occupanciesOf(calls, callUpdates),
    vehicle: update.vehicle?.id ?? null,
  };
}

function withoutTimes(
  { trip, day }: MatchedTrip,
  relation: RunRelation,
  timestamp: Instant,
  { feed, columns }: UpdateContext,
): TripRun {
  const { offsets } = feed.stopTimes;
  const calls = intAt(offsets, trip + 1) - intAt(offsets, trip);
  const { estimates, first } = columns.allocate(calls);
  estimates.arrivals.fill(unknownTime, first, first + calls);
  estimates.departures.fill(unknownTime, first, first + calls);
  return {
    trip,
    day,
    relation,
    timestamp,
    estimates,
    first,
    calls,
    stops: null,
    occupancies: null,
    vehicle: null,
  };
}

function assignedStops(
  { stops }: Feed,
  count: number,
  updates: CallUpdates,
  report: UpdateContext['report'],
): Int32Array | null {
  if (!updates.some(({ stopTimeProperties }) => stopTimeProperties?.assignedStopId !== undefined))
    return null;
  return Int32Array.from({ length: count }, (_, call) => {
    const assigned = updates.at(call)?.stopTimeProperties?.assignedStopId;
    if (assigned === undefined) return -1;
    const stop = stops.ids.get(assigned);
    if (stop === undefined || at(stops.kinds, stop) !== 0) report('E011');
    return stop !== undefined && at(stops.kinds, stop) === 0 ? stop : -1;
  });
}

function occupanciesOf(count: number, updates: CallUpdates): Int8Array | null {
  if (!updates.some(({ departureOccupancyStatus }) => departureOccupancyStatus !== undefined)) return null;
  return Int8Array.from({ length: count }, (_, call) => occupancyOf(updates.at(call)));
}

/** The first estimated instant for a call of the trip; if there is none, the time of the observation. */
function evidenceOf(feed: Feed, trip: number, update: TripUpdate, timestamp: Instant): Evidence {
  const { stopTimes, stops } = feed;
  const timed = update.stopTimeUpdate.find(({ arrival, departure }) => departure?.time || arrival?.time);
  const instant = timed?.departure?.time || timed?.arrival?.time;
  if (timed === undefined || !instant) return { instant: timestamp };
  const { stopSequence, stopId } = timed;
  const end = intAt(stopTimes.offsets, trip + 1);
  for (let row = intAt(stopTimes.offsets, trip); row < end; row += 1) {
    const isSequence = stopSequence !== undefined && intAt(stopTimes.sequences, row) === stopSequence;
    const isStop = stopSequence === undefined && stops.ids.get(stopId ?? '') === intAt(stopTimes.stops, row);
    if (isSequence || isStop) return { instant, call: { row } };
  }
  return { instant };
}
