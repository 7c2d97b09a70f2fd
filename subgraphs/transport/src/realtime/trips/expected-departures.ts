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
  const expected = trips.flatMap((runs) => stops.flatMap((stop) => within(runs, stop, from, until)));
  expected.sort((one, other) => one.at - other.at);
  let next = 0;
  for (const scheduled of departuresBetween(feed, stops, from, until)) {
    if (isExpected(scheduled, trips)) continue;
    for (let soonest = expected[next]; soonest && soonest.at < scheduled.at; soonest = expected[next]) {
      yield soonest;
      next += 1;
    }
    yield { ...scheduled, run: null, call: -1 };
  }
  yield* expected.slice(next);
}

/** Whether real-time information replaces a scheduled departure. */
function isExpected({ feed, stopTime, serviceDay }: ScheduledDeparture, trips: readonly TripRuns[]): boolean {
  const trip = at(feed.stopTimes.trips, stopTime);
  return trips.some((runs) => runs.feed === feed && runs.runOf(trip, serviceDay) !== undefined);
}

function within(runs: TripRuns, stop: number, from: Instant, until: Instant): ExpectedDeparture[] {
  const { feed } = runs;
  const calls = runs.departuresAt(stop);
  const found: ExpectedDeparture[] = [];
  for (let index = firstFrom(calls, from); index < calls.length; index += 1) {
    const { run, call, at: instant } = at(calls, index);
    if (instant >= until) break;
    const stopTime = at(feed.stopTimes.offsets, run.trip) + call;
    found.push({ feed, stopTime, serviceDay: run.day, at: instant, run, call });
  }
  return found;
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
