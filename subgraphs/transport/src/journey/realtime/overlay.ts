import { at, intAt } from '../../feed/columns.ts';
import type { Day } from '../../gtfs/date.ts';
import { type ActiveTrips, clearBit, notAccessible } from '../active-trips.ts';
import type { TripTimes } from '../day-routes.ts';
import type { Calls, Timetable } from '../timetable.ts';
import { type BlockLinks, changedLinks } from './block-links.ts';
import { ExtraPatterns } from './extra-patterns.ts';
import { RaptorRouteBuilder } from './raptor-route-builder.ts';
import type { RealtimeRuns } from './realtime-runs.ts';
import { patternOf } from './run-rows.ts';

/** One service day with real-time information, and the times of its runs. */
export interface OverlayDay extends TripTimes {
  /** Pattern row -> group of RAPTOR routes that replaces the timetable's; -1 if all trips run as planned. */
  readonly groups: Int32Array;
}

/**
 * Real-time information over an unchanged timetable: separate RAPTOR routes for patterns and days that
 * differ.
 * Stop time rows from {@link Overlay.rows} on are calls of runs.
 */
export interface Overlay {
  readonly runs: RealtimeRuns;
  /** Number of stop times of the timetable. */
  readonly rows: number;
  /** Number of patterns, with those that the timetable does not have. */
  readonly patternCount: number;
  /** First call, a row of the calls of runs, and length of each pattern that the timetable does not have. */
  readonly extraCalls: Int32Array;
  readonly extraLengths: Int32Array;
  readonly extraRoutes: Int32Array;
  /** Calls of these patterns by stop; `null` if there are none. */
  readonly callsAt: Calls | null;
  /** Route n has the trips that begin at the stop times `rows[offsets[n]]` to `rows[offsets[n + 1]]`. */
  readonly raptorRoutes: { readonly offsets: Int32Array; readonly rows: Int32Array };
  /** Group g has the routes `groups[g]` to `groups[g + 1]`, exclusive. */
  readonly groups: Int32Array;
  readonly days: ReadonlyMap<Day, OverlayDay>;
  /** Links between trips of blocks that differ from the timetable. */
  readonly links: ReadonlyMap<Day, BlockLinks>;
}

/** Builds the overlay; `onlyAccessible` leaves out inaccessible runs, as `activeTrips` then must. */
export function buildOverlay(
  timetable: Timetable,
  activeTrips: ActiveTrips,
  runs: RealtimeRuns,
  onlyAccessible: boolean,
): Overlay {
  const extras = new ExtraPatterns(runs, timetable.patternCount);
  const groups = new Map<Day, Map<number, number[]>>();
  const membersOf = (day: Day, pattern: number) => {
    const ofDay = groups.get(day) ?? new Map<number, number[]>();
    groups.set(day, ofDay);
    const members = ofDay.get(pattern) ?? [];
    ofDay.set(pattern, members);
    return members;
  };
  const isUsed = (run: number) => !onlyAccessible || at(runs.wheelchair, run) !== notAccessible;
  for (let run = 0; run < runs.trips.length; run += 1) {
    if (!isUsed(run)) continue;
    const known = intAt(runs.patterns, run);
    const pattern = known === -1 ? extras.patternOf(run) : known;
    membersOf(intAt(runs.days, run), pattern).push(run);
  }
  const { withdrawn } = runs;
  for (let index = 0; index < withdrawn.trips.length; index += 1) {
    membersOf(intAt(withdrawn.days, index), patternOf(timetable, intAt(withdrawn.trips, index)));
  }
  const links = changedLinks(timetable, runs, isUsed);
  for (const [day, { patterns }] of links) {
    for (const pattern of patterns) membersOf(day, pattern);
  }
  const builder = new RaptorRouteBuilder(timetable, runs, links);
  const days = new Map<Day, OverlayDay>();
  const patternCount = timetable.patternCount + extras.length;
  const times = timesOf(runs);
  for (const [day, ofDay] of groups) {
    const running = runningTrips(timetable, activeTrips, runs, day);
    const groupOf = new Int32Array(patternCount).fill(-1);
    for (const [pattern, members] of ofDay) {
      groupOf[pattern] = builder.addGroup(day, pattern, members, running);
    }
    days.set(day, { groups: groupOf, ...(times.get(day) ?? noTimes) });
  }
  return {
    runs,
    rows: timetable.tables.stopTimes.stops.length,
    patternCount,
    extraCalls: extras.firstCalls(),
    extraLengths: extras.lengths(),
    extraRoutes: extras.routes(),
    callsAt: extras.length === 0 ? null : extras.callsAt(timetable.stopCount),
    ...builder.finish(),
    days,
    links,
  };
}

const noTimes: TripTimes = { earliest: Number.POSITIVE_INFINITY, latest: Number.NEGATIVE_INFINITY };

/** Earliest and latest time of the runs of each day; times never decrease along a run. */
function timesOf({
  trips,
  days,
  offsets,
  calls: { arrivals, departures },
}: RealtimeRuns): Map<Day, TripTimes> {
  const times = new Map<Day, TripTimes>();
  for (let run = 0; run < trips.length; run += 1) {
    const first = intAt(offsets, run);
    const last = intAt(offsets, run + 1) - 1;
    if (last < first) continue;
    const day = intAt(days, run);
    const { earliest, latest } = times.get(day) ?? noTimes;
    times.set(day, {
      earliest: Math.min(earliest, intAt(arrivals, first), intAt(departures, first)),
      latest: Math.max(latest, intAt(arrivals, last), intAt(departures, last)),
    });
  }
  return times;
}

/** Running trips of a day, without those that do not run as planned. */
function runningTrips(
  { placeOf }: Timetable,
  activeTrips: ActiveTrips,
  { withdrawn }: RealtimeRuns,
  day: Day,
): Int32Array {
  const running = activeTrips.on(day).slice();
  for (let index = 0; index < withdrawn.trips.length; index += 1) {
    if (intAt(withdrawn.days, index) !== day) continue;
    clearBit(running, intAt(placeOf, intAt(withdrawn.trips, index)));
  }
  return running;
}
