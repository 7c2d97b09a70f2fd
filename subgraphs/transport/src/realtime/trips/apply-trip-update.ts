import { at, intAt } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { StopTimeUpdate, TripDescriptor, TripUpdate } from '../message/feed-message.ts';
import { observationTime } from '../observation-time.ts';
import type { RealtimeProblemCode } from '../problems.ts';
import { type AddedTrip, addedTrip, duplicatedTrip, occupanciesOf } from './added-trip.ts';
import { updatesByCall } from './call-updates.ts';
import { estimateTimes } from './estimate-times.ts';
import type { Evidence } from './service-day.ts';
import type { MatchedTrip, TripMatcher } from './trip-matcher.ts';
import { type RunRelation, type TripRun, unknownTime } from './trip-run.ts';

/** Result of one trip update: a run of a trip of the feed, a trip that the feed lacks, or both. */
export interface AppliedUpdate {
  readonly run: TripRun | null;
  readonly added: AddedTrip | null;
}

export interface UpdateContext {
  readonly feed: Feed;
  readonly matcher: TripMatcher;
  /** Time of the message. */
  readonly messageTime: Instant;
  /** Later timestamps are wrong. */
  readonly latest: Instant;
  readonly report: (code: RealtimeProblemCode) => void;
}

/** More than any trip has calls: each update may be compared with each call. */
const maxCallUpdates = 2_000;

/** Applies a trip update by its schedule relationship; `null` if it fits no trip. */
export function applyTripUpdate(update: TripUpdate, context: UpdateContext): AppliedUpdate | null {
  const { feed, matcher, messageTime, latest, report } = context;
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
    const added = trip === undefined ? null : duplicatedTrip(feed, update, trip, timestamp, report);
    return added && { run: null, added };
  }
  const match = matcher.match(descriptor, (trip) => evidenceOf(feed, trip, update, timestamp));
  if (match.kind === 'unmatched') {
    report(match.problem);
    return null;
  }
  const of = (relation: RunRelation) => withoutTimes(feed, match, relation, timestamp);
  switch (relationship) {
    case 'CANCELED':
      return { run: of('canceled'), added: null };
    case 'DELETED':
      return { run: of('deleted'), added: null };
    case 'REPLACEMENT': {
      const added = addedTrip(feed, update, { relation: 'replacement', timestamp, trip: match.trip }, report);
      return added && { run: of('replaced'), added };
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
  const isKnown = feed.trips.ids.has(tripId);
  if (scheduleRelationship === 'NEW' || scheduleRelationship === 'ADDED') {
    if (isKnown) report('E016');
    return !isKnown;
  }
  return scheduleRelationship === 'UNSCHEDULED' && !isKnown && !matcher.hasHeadways(tripId);
}

function scheduledRun(
  update: TripUpdate,
  { trip, day, shift }: MatchedTrip,
  timestamp: Instant,
  { feed, report }: UpdateContext,
): TripRun {
  const { stopTimes, clock } = feed;
  const [begin, end] = [intAt(stopTimes.offsets, trip), intAt(stopTimes.offsets, trip + 1)];
  const calls = {
    sequences: stopTimes.sequences.subarray(begin, end),
    stops: stopTimes.stops.subarray(begin, end),
  };
  const schedule = {
    start: clock.serviceDayStart(day),
    arrivals: shifted(stopTimes.arrivals.subarray(begin, end), shift),
    departures: shifted(stopTimes.departures.subarray(begin, end), shift),
  };
  if (update.stopTimeUpdate.length === 0 && update.delay === undefined) report('E041');
  const updates = updatesByCall(calls, update.stopTimeUpdate, feed.stops.ids, report);
  return {
    trip,
    day,
    relation: 'scheduled',
    timestamp,
    ...estimateTimes(schedule, updates, update.delay, report),
    stops: assignedStops(feed, updates, report),
    occupancies: occupanciesOf(updates),
    vehicle: update.vehicle?.id ?? null,
  };
}

function shifted(times: Int32Array, shift: number): Int32Array {
  return shift === 0 ? times : times.map((seconds) => seconds + shift);
}

function withoutTimes(
  feed: Feed,
  { trip, day }: MatchedTrip,
  relation: RunRelation,
  timestamp: Instant,
): TripRun {
  const count = intAt(feed.stopTimes.offsets, trip + 1) - intAt(feed.stopTimes.offsets, trip);
  const times = new Int32Array(count).fill(unknownTime);
  const calls = new Uint8Array(count);
  return {
    trip,
    day,
    relation,
    timestamp,
    arrivals: times,
    departures: times,
    calls,
    stops: null,
    occupancies: null,
    vehicle: null,
  };
}

function assignedStops(
  { stops }: Feed,
  updates: readonly (StopTimeUpdate | undefined)[],
  report: UpdateContext['report'],
): Int32Array | null {
  if (!updates.some((update) => update?.stopTimeProperties?.assignedStopId !== undefined)) return null;
  return Int32Array.from(updates, (update) => {
    const assigned = update?.stopTimeProperties?.assignedStopId;
    if (assigned === undefined) return -1;
    const stop = stops.ids.get(assigned);
    if (stop === undefined || at(stops.kinds, stop) !== 0) report('E011');
    return stop !== undefined && at(stops.kinds, stop) === 0 ? stop : -1;
  });
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
