import { formatGtfsTime } from '../src/gtfs/time.ts';
import type { FeedMessageInit } from '../src/realtime/message/feed-message.ts';
import type { OracleRun } from './journey-oracle.ts';
import { item, pick } from './random.ts';
import {
  dateOf,
  midnight,
  type RandomCall,
  type RandomTrip,
  randomWay,
  routes,
  serviceDays,
  stops,
} from './random-timetable.ts';

/*
 * Random trip updates, and the runs that they leave, worked out from the specification of GTFS Realtime
 * without the code under test.
 */

type Entity = FeedMessageInit['entity'][number];
type TripUpdate = NonNullable<Entity['tripUpdate']>;
type StopTimeUpdate = NonNullable<TripUpdate['stopTimeUpdate']>[number];
type Random = () => number;

export interface RealtimeCase {
  readonly entities: readonly Entity[];
  readonly runs: readonly OracleRun[];
}

export const runsOf = (trips: readonly RandomTrip[]): OracleRun[] =>
  trips.flatMap((trip) => trip.days.map((day) => runOf(trip, day)));

function runOf({ id, after, route, isAccessible, calls }: RandomTrip, day: number): OracleRun {
  const links = { id: `${id}:${day}`, ...(after !== undefined && { after: `${after}:${day}` }) };
  return { start: midnight(day), route, isAccessible, calls, ...links };
}

/** Nobody stays aboard for, or after, a run with other stops than planned. */
function withoutLinks({ start, route, isAccessible }: OracleRun, calls: readonly RandomCall[]): OracleRun {
  return { start, route, isAccessible, calls };
}

/** @param share of the runs that have an update */
export function randomUpdates(trips: readonly RandomTrip[], random: Random, share = 0.6): RealtimeCase {
  const entities: Entity[] = [];
  const runs: OracleRun[] = [];
  const say = (tripUpdate: TripUpdate) => entities.push({ id: String(entities.length), tripUpdate });
  for (const trip of trips) {
    for (const day of trip.days) {
      if (random() >= share) runs.push(...runsOf([{ ...trip, days: [day] }]));
      else runs.push(...updatedRuns(trip, day, random, say));
    }
  }
  for (let index = 0; index < 3; index += 1) {
    const { update, run } = addedTrip(`added${index}`, random);
    say(update);
    runs.push(run);
  }
  return { entities, runs };
}

function updatedRuns(
  trip: RandomTrip,
  day: number,
  random: Random,
  say: (update: TripUpdate) => void,
): OracleRun[] {
  const descriptor = { tripId: trip.id, startDate: dateOf(day) };
  const scheduled = runOf(trip, day);
  const kind = Math.floor(random() * 12);
  if (kind === 0 || kind === 1) {
    say({ trip: { ...descriptor, scheduleRelationship: kind === 0 ? 'CANCELED' : 'DELETED' } });
    return [];
  }
  if (kind === 2) {
    const { stopTimeUpdate, calls } = ownCalls(day, random);
    say({ trip: { ...descriptor, scheduleRelationship: 'REPLACEMENT' }, stopTimeUpdate });
    return [withoutLinks(scheduled, calls)];
  }
  if (kind === 3) return [scheduled, duplicate(trip, day, random, say)];
  const { stopTimeUpdate, delay, calls } = randomDelays(trip.calls, random);
  say({ trip: descriptor, ...(delay !== undefined && { delay }), stopTimeUpdate });
  const isMoved = calls.some(({ stop }, index) => stop !== trip.calls[index]?.stop);
  return [isMoved ? withoutLinks(scheduled, calls) : { ...scheduled, calls }];
}

/**
 * The same trip at another time, with a vehicle that is late from its first stop. The duplicates of a trip on
 * several days have ids of their own, because an update replaces an earlier one with the same id.
 */
function duplicate(
  trip: RandomTrip,
  ofDay: number,
  random: Random,
  say: (update: TripUpdate) => void,
): OracleRun {
  const day = pick(serviceDays, random);
  const start = Math.floor(random() * 40) * 1_800;
  const late = Math.floor(random() * 4) * 120;
  say({
    trip: { tripId: trip.id, scheduleRelationship: 'DUPLICATED' },
    tripProperties: {
      tripId: `${trip.id}-${ofDay}-again-${day}-${start}`,
      startDate: dateOf(day),
      startTime: formatGtfsTime(start),
    },
    stopTimeUpdate: [{ stopSequence: 0, departure: { delay: late } }],
  });
  const shift = start - item(trip.calls, 0).departure;
  const calls = trip.calls.map((call, index) => ({
    ...call,
    // An added trip says nothing of boarding rules, so all its calls are usual ones.
    ...{ boards: true, alights: true },
    arrival: Math.min(call.arrival + shift + late, call.departure + shift + late),
    departure: call.departure + shift + late,
    ...(index === 0 && { arrival: call.arrival + shift + late }),
  }));
  return { start: midnight(day), route: trip.route, isAccessible: trip.isAccessible, calls };
}

function addedTrip(tripId: string, random: Random): { update: TripUpdate; run: OracleRun } {
  const day = pick(serviceDays, random);
  const route = pick(routes, random);
  const { stopTimeUpdate, calls } = ownCalls(day, random);
  const trip = { tripId, routeId: route, startDate: dateOf(day), scheduleRelationship: 'NEW' as const };
  return {
    update: { trip, stopTimeUpdate },
    run: { start: midnight(day), route, isAccessible: true, calls },
  };
}

/** Calls of a trip that the timetable does not have. */
function ownCalls(day: number, random: Random) {
  let now = Math.floor(random() * 24) * 1_800;
  const calls = randomWay(random).map((stop): RandomCall => {
    const arrival = now + Math.floor(random() * 4) * 300;
    now = arrival + Math.floor(random() * 3) * 60;
    const isServed = random() > 0.15;
    return { stop, arrival, departure: now, boards: isServed, alights: isServed };
  });
  const stopTimeUpdate = calls.map(
    ({ stop, arrival, departure, boards }): StopTimeUpdate => ({
      stopId: stop,
      ...(!boards && { scheduleRelationship: 'SKIPPED' }),
      arrival: { time: midnight(day) + arrival },
      departure: { time: midnight(day) + departure },
    }),
  );
  return { stopTimeUpdate, calls };
}

interface Event {
  readonly scheduled: number;
  readonly estimate: number | undefined;
}

/** Delays, skipped calls, calls without data and changed stops. */
function randomDelays(scheduled: readonly RandomCall[], random: Random) {
  const whole = (below: number) => Math.floor(random() * below);
  const delay = whole(6) === 0 ? whole(10) * 60 : undefined;
  const stopTimeUpdate: StopTimeUpdate[] = [];
  let current = delay;
  const events: Event[] = [];
  const served: { stop: string; serves: boolean }[] = [];
  for (const [index, call] of scheduled.entries()) {
    const kind = whole(8);
    let stop = call.stop;
    let early: number | undefined;
    let late: number | undefined;
    const update: Partial<Record<string, unknown>> & { stopSequence: number } = { stopSequence: index };
    if (kind === 0) {
      stopTimeUpdate.push({ ...update, scheduleRelationship: 'SKIPPED' });
      events.push({ scheduled: call.arrival, estimate: undefined });
      events.push({ scheduled: call.departure, estimate: undefined });
      served.push({ stop, serves: false });
      continue;
    }
    if (kind === 1) {
      stopTimeUpdate.push({ ...update, scheduleRelationship: 'NO_DATA' });
      current = undefined;
    } else if (kind <= 4) {
      const said = whole(3);
      // Early as well as late, in whole minutes.
      if (said !== 0) early = (whole(20) - 4) * 60;
      if (said !== 1) late = (whole(20) - 4) * 60;
      if (whole(6) === 0) stop = pick(stops, random).id;
      stopTimeUpdate.push({
        ...update,
        ...(early !== undefined && { arrival: { delay: early } }),
        ...(late !== undefined && { departure: { delay: late } }),
        ...(stop !== call.stop && { stopTimeProperties: { assignedStopId: stop } }),
      });
    }
    const coming = early ?? (index === 0 ? late : undefined) ?? current;
    const leaving = late ?? early ?? current;
    if (kind !== 1) current = leaving;
    const departs = leaving === undefined ? undefined : call.departure + leaving;
    const arrives =
      coming === undefined || departs === undefined ? undefined : Math.min(call.arrival + coming, departs);
    events.push({ scheduled: call.arrival, estimate: arrives });
    events.push({ scheduled: call.departure, estimate: departs });
    served.push({ stop, serves: true });
  }
  const times = expectedTimes(events);
  const calls = scheduled.map((call, index): RandomCall => {
    const { stop, serves } = item(served, index);
    const [arrival, departure] = [item(times, 2 * index), item(times, 2 * index + 1)];
    return { stop, arrival, departure, boards: call.boards && serves, alights: call.alights && serves };
  });
  return { stopTimeUpdate, delay, calls };
}

/** Scheduled times without an estimate are bounded by the next estimate; then time never runs backwards. */
function expectedTimes(events: readonly Event[]): number[] {
  const bounded = events.map(({ estimate }, index) => {
    if (estimate !== undefined) return estimate;
    const next = events.findIndex((event, other) => other >= index && event.estimate !== undefined);
    const until = next === -1 ? events.length : next;
    const planned = events.slice(index, until).map(({ scheduled }) => scheduled);
    return Math.min(...planned, events[next]?.estimate ?? Number.POSITIVE_INFINITY);
  });
  return bounded.map((_, index) => Math.max(...bounded.slice(0, index + 1)));
}
