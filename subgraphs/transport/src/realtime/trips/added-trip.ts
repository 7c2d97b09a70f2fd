import { at, intAt } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import { parseGtfsDate } from '../../gtfs/date.ts';
import { parseGtfsTime } from '../../gtfs/time.ts';
import { occupancyNumbers } from '../message/enumerations.ts';
import type { StopTimeEvent, StopTimeUpdate, TripUpdate } from '../message/feed-message.ts';
import type { RealtimeProblemCode } from '../problems.ts';
import { estimateTimes } from './estimate-times.ts';
import { callState, type TripRun, unknownTime } from './trip-run.ts';
import type { UpdateContext } from './update-context.ts';

/** A run that the timetable does not have, with stops and times of its own. */
export interface AddedTrip {
  readonly id: string;
  readonly route: number;
  readonly direction: number;
  readonly headsign: string;
  readonly wheelchair: number;
  readonly sequences: Int32Array;
  readonly stopRows: Int32Array;
  /** Scheduled times, in seconds of the service day. */
  readonly scheduledArrivals: Int32Array;
  readonly scheduledDepartures: Int32Array;
  readonly run: Omit<TripRun, 'trip'>;
}

type Report = UpdateContext['report'];

/**
 * A run with its own stops and times (`NEW`, `ADDED`, `REPLACEMENT`).
 *
 * @returns `null`, and reports why, if it is not complete
 */
export function addedTrip(
  feed: Feed,
  update: TripUpdate,
  base: {
    readonly relation: 'added' | 'replacement';
    readonly timestamp: Instant;
    readonly trip: number | null;
  },
  report: Report,
): AddedTrip | null {
  const descriptor = update.trip ?? {};
  const { tripId, routeId } = descriptor;
  const route = base.trip === null ? feed.routeIndex.get(routeId ?? '') : at(feed.trips.routes, base.trip);
  if (tripId === undefined || route === undefined)
    return incomplete(report, routeId ? 'E004' : 'incomplete_trip');
  const calls = update.stopTimeUpdate;
  if (calls.length < 2) return incomplete(report, 'E041');
  const times = calls.map(({ arrival, departure }) => {
    const first = arrival ?? departure;
    const second = departure ?? arrival;
    return { arrival: instants(first), departure: instants(second) };
  });
  const [first] = times;
  const start = first?.departure.scheduled ?? first?.departure.estimated;
  const date = descriptor.startDate === undefined ? undefined : parseGtfsDate(descriptor.startDate);
  if (date === null) return incomplete(report, 'E021');
  if (start === undefined) return incomplete(report, 'incomplete_trip');
  const day = date ?? feed.clock.dayOf(start);
  const dayStart = feed.clock.serviceDayStart(day);
  const stopRows = calls.map(({ stopId = '' }) => feed.stops.ids.get(stopId));
  const scheduled = times.map(({ arrival, departure }) => ({
    arrival: arrival.scheduled ?? arrival.estimated,
    departure: departure.scheduled ?? departure.estimated,
  }));
  if (stopRows.includes(undefined)) return incomplete(report, 'E011');
  const isTimed = scheduled.every(
    (each) => isNear(each.arrival, dayStart) && isNear(each.departure, dayStart),
  );
  if (!isTimed) return incomplete(report, 'incomplete_trip');
  const seconds = (values: readonly (number | undefined)[]) =>
    Int32Array.from(values, (value) => (value === undefined ? unknownTime : value - dayStart));
  const states = calls.map(({ scheduleRelationship }) =>
    scheduleRelationship === 'SKIPPED'
      ? callState.skipped
      : scheduleRelationship === 'NO_DATA'
        ? callState.noData
        : callState.estimated,
  );
  const estimates = (kind: 'arrival' | 'departure') =>
    seconds(
      times.map((each, call) => (states[call] === callState.estimated ? each[kind].estimated : undefined)),
    );
  return {
    id: tripId,
    route,
    direction: descriptor.directionId ?? (base.trip === null ? -1 : at(feed.trips.directions, base.trip)),
    headsign:
      update.tripProperties?.tripHeadsign ?? (base.trip === null ? '' : feed.trips.headsigns.at(base.trip)),
    wheelchair: base.trip === null ? 0 : at(feed.trips.wheelchair, base.trip),
    sequences: Int32Array.from(calls, ({ stopSequence }, call) => stopSequence ?? call + 1),
    stopRows: Int32Array.from(stopRows, (row) => row ?? -1),
    scheduledArrivals: seconds(scheduled.map(({ arrival }) => arrival)),
    scheduledDepartures: seconds(scheduled.map(({ departure }) => departure)),
    run: {
      day,
      relation: base.relation,
      timestamp: base.timestamp,
      estimates: {
        arrivals: estimates('arrival'),
        departures: estimates('departure'),
        states: Uint8Array.from(states),
      },
      first: 0,
      calls: calls.length,
      stops: null,
      occupancies: occupanciesOf(calls),
      vehicle: update.vehicle?.id ?? null,
    },
  };
}

/** A copy of a trip of the feed on another day or at another time (`DUPLICATED`). */
export function duplicatedTrip(
  update: TripUpdate,
  trip: number,
  timestamp: Instant,
  { feed, callUpdates, columns, report }: UpdateContext,
): AddedTrip | null {
  const { tripId, startDate = '', startTime = '', tripHeadsign } = update.tripProperties ?? {};
  const day = parseGtfsDate(startDate);
  const startsAt = parseGtfsTime(startTime);
  if (tripId === undefined) return incomplete(report, 'incomplete_trip');
  if (day === null) return incomplete(report, 'E021');
  if (startsAt === null) return incomplete(report, 'E020');
  const { stopTimes, trips } = feed;
  const [row, end] = [intAt(stopTimes.offsets, trip), intAt(stopTimes.offsets, trip + 1)];
  if (end === row) return incomplete(report, 'incomplete_trip');
  const shift = startsAt - intAt(stopTimes.departures, row);
  const shifted = (column: Int32Array) => column.slice(row, end).map((seconds) => seconds + shift);
  callUpdates.match(trip, update.stopTimeUpdate, report);
  const estimated = { ...columns.allocate(end - row), calls: end - row };
  const schedule = { start: feed.clock.serviceDayStart(day), stopTimes, row, shift };
  estimateTimes(schedule, callUpdates, update.delay, estimated, report);
  return {
    id: tripId,
    route: at(trips.routes, trip),
    direction: at(trips.directions, trip),
    headsign: tripHeadsign ?? trips.headsigns.at(trip),
    wheelchair: at(trips.wheelchair, trip),
    sequences: stopTimes.sequences.slice(row, end),
    stopRows: stopTimes.stops.slice(row, end),
    scheduledArrivals: shifted(stopTimes.arrivals),
    scheduledDepartures: shifted(stopTimes.departures),
    run: {
      day,
      relation: 'added',
      timestamp,
      ...estimated,
      stops: null,
      occupancies: null,
      vehicle: update.vehicle?.id ?? null,
    },
  };
}

function instants(event: StopTimeEvent | undefined) {
  return { estimated: positive(event?.time), scheduled: positive(event?.scheduledTime) };
}

function positive(time: number | undefined): number | undefined {
  return time !== undefined && time > 0 ? time : undefined;
}

/** A trip lasts days at most; anything else would not fit the columns. */
function isNear(instant: number | undefined, dayStart: Instant): boolean {
  return instant !== undefined && Math.abs(instant - dayStart) < 14 * 86_400;
}

/** Occupancies of updates, which are the calls of the run. */
function occupanciesOf(updates: readonly StopTimeUpdate[]): Int8Array | null {
  if (!updates.some(({ departureOccupancyStatus }) => departureOccupancyStatus !== undefined)) return null;
  return Int8Array.from(updates, occupancyOf);
}

/** Number of an `OccupancyStatus` after the departure, or -1. */
export function occupancyOf(update: StopTimeUpdate | undefined): number {
  const status = update?.departureOccupancyStatus;
  return status === undefined ? -1 : occupancyNumbers[status];
}

function incomplete(report: Report, code: RealtimeProblemCode): null {
  report(code);
  return null;
}
