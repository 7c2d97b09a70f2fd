import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { Instant } from '../feed/zone-clock.ts';
import type { Day } from '../gtfs/date.ts';

/** A trip on one service day. */
export interface Run {
  readonly trip: number;
  readonly serviceDay: Day;
  /** Added to a GTFS time of the trip it gives seconds on the timetable's own axis. */
  readonly shift: number;
}

/**
 * Runs of one pattern of which none overtakes another, in order of time. RAPTOR takes the first run that it
 * finds at a stop for the best one; that is true only where the order is the same at every stop.
 */
export interface RunGroup {
  readonly pattern: number;
  readonly runs: Run[];
}

/**
 * The runs of three service days that matter to somebody who leaves on the middle one: those of the evening
 * before that are still on the road after midnight, those of the day, and those of the morning after.
 */
export function findRuns(feed: Feed, pattern: number, day: Day, axisStart: Instant): RunGroup[] {
  const { calendar, clock, trips } = feed;
  const runs: Run[] = [];
  for (const serviceDay of [day - 1, day, day + 1]) {
    const active = calendar.activeOn(serviceDay);
    const shift = clock.serviceDayStart(serviceDay) - axisStart;
    for (const trip of at(feed.patterns, pattern).trips) {
      if (at(active, at(trips.services, trip)) === 1) runs.push({ trip, serviceDay, shift });
    }
  }
  runs.sort((one, other) => firstDeparture(feed, one) - firstDeparture(feed, other));
  return groupWithoutOvertaking(feed, pattern, runs);
}

function groupWithoutOvertaking(feed: Feed, pattern: number, runs: readonly Run[]): RunGroup[] {
  const groups: RunGroup[] = [];
  for (const run of runs) {
    const fitting = groups.find((group) => {
      const last = group.runs.at(-1);
      return last !== undefined && follows(feed, last, run);
    });
    if (fitting === undefined) groups.push({ pattern, runs: [run] });
    else fitting.runs.push(run);
  }
  return groups;
}

/** Whether `later` is nowhere ahead of `earlier`, and lets people on and off at the same stops. */
function follows({ stopTimes }: Feed, earlier: Run, later: Run): boolean {
  const { offsets, arrivals, departures, pickups, dropOffs } = stopTimes;
  const first = at(offsets, earlier.trip);
  const second = at(offsets, later.trip);
  const calls = at(offsets, earlier.trip + 1) - first;
  for (let call = 0; call < calls; call += 1) {
    const one = first + call;
    const other = second + call;
    if (
      at(arrivals, one) + earlier.shift > at(arrivals, other) + later.shift ||
      at(departures, one) + earlier.shift > at(departures, other) + later.shift ||
      pickups[one] !== pickups[other] ||
      dropOffs[one] !== dropOffs[other]
    ) {
      return false;
    }
  }
  return true;
}

function firstDeparture({ stopTimes }: Feed, { trip, shift }: Run): number {
  return at(stopTimes.departures, at(stopTimes.offsets, trip)) + shift;
}
