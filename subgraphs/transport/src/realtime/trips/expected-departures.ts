import { at } from '../../feed/columns.ts';
import { departuresBetween, type ScheduledDeparture } from '../../feed/departures.ts';
import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { RealtimeSnapshot } from '../snapshot.ts';
import type { TripRun } from './trip-run.ts';
import type { ExpectedCall, TripRuns } from './trip-runs.ts';

/** A departure; `at` is the expected time, or the scheduled one without an estimate. */
export interface ExpectedDeparture extends ScheduledDeparture {
  readonly run: TripRun | null;
  readonly call: number;
}

/**
 * Yields departures of some stops from `from` to `until` (exclusive), in order of the expected time: a late
 * vehicle is listed until it has left.
 */
export function* expectedDepartures(
  feed: Feed,
  { trips }: Pick<RealtimeSnapshot, 'trips'>,
  stops: readonly number[],
  from: Instant,
  until: Instant,
): Generator<ExpectedDeparture> {
  const expected = callsOfRuns(trips, stops, from, until);
  let soonest = expected.next();
  for (const scheduled of departuresBetween(feed, stops, from, until)) {
    for (; !soonest.done && soonest.value.at < scheduled.at; soonest = expected.next()) yield soonest.value;
    if (!isExpected(scheduled, trips)) yield { ...scheduled, run: null, call: -1 };
  }
  for (; !soonest.done; soonest = expected.next()) yield soonest.value;
}

/** Stops of one feed whose departures are shown. */
export interface Board {
  readonly feed: Feed;
  readonly realtime: Pick<RealtimeSnapshot, 'trips'>;
  readonly stops: readonly number[];
}

/** The same for stops of several feeds together. */
export function* departuresOfBoards(
  boards: readonly Board[],
  from: Instant,
  until: Instant,
): Generator<ExpectedDeparture> {
  const lists = boards.map(({ feed, realtime, stops }) => {
    const departures = expectedDepartures(feed, realtime, stops, from, until);
    return { departures, next: departures.next() };
  });
  for (;;) {
    let soonest: (typeof lists)[number] | undefined;
    let instant = until;
    for (const list of lists) {
      if (list.next.done || list.next.value.at >= instant) continue;
      soonest = list;
      instant = list.next.value.at;
    }
    if (soonest === undefined || soonest.next.done) return;
    yield soonest.next.value;
    soonest.next = soonest.departures.next();
  }
}

/** Whether real-time information replaces a scheduled departure. */
function isExpected({ feed, stopTime, serviceDay }: ScheduledDeparture, trips: readonly TripRuns[]): boolean {
  const trip = at(feed.stopTimes.trips, stopTime);
  return trips.some((runs) => runs.feed === feed && runs.runOf(trip, serviceDay) !== undefined);
}

/** Merges the departures of runs at some stops: a board of a few needs no more of them. */
function* callsOfRuns(
  trips: readonly TripRuns[],
  stops: readonly number[],
  from: Instant,
  until: Instant,
): Generator<ExpectedDeparture, undefined> {
  const lists = trips.flatMap((runs) =>
    stops.map((stop) => {
      const calls = runs.departuresAt(stop);
      return { feed: runs.feed, calls, next: firstFrom(calls, from) };
    }),
  );
  for (;;) {
    let soonest: (typeof lists)[number] | undefined;
    let instant = until;
    for (const list of lists) {
      const time = list.calls[list.next]?.at ?? until;
      if (time >= instant) continue;
      soonest = list;
      instant = time;
    }
    if (soonest === undefined) return;
    const { feed, calls, next } = soonest;
    const { run, call } = at(calls, next);
    const stopTime = at(feed.stopTimes.offsets, run.trip) + call;
    yield { feed, stopTime, serviceDay: run.day, at: instant, run, call };
    soonest.next += 1;
  }
}

function firstFrom(calls: readonly ExpectedCall[], from: Instant): number {
  let low = 0;
  let high = calls.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(calls, middle).at < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
