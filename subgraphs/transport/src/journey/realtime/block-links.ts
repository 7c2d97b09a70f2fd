import { at, intAt } from '../../feed/columns.ts';
import type { Day } from '../../gtfs/date.ts';
import type { Timetable } from '../timetable.ts';
import type { RealtimeRuns } from './realtime-runs.ts';
import { callsFrom } from './run-rows.ts';

/**
 * Links of blocks on a day that differ from the timetable: first stop time row -> that of the other trip, or
 * -1.
 */
export interface BlockLinks {
  readonly next: Map<number, number>;
  readonly previous: Map<number, number>;
  /** Patterns whose trips have other links than planned, directly or through further links. */
  readonly patterns: Set<number>;
}

/** Links that real-time information changes: passengers stay aboard only if both trips run at their stops. */
export function changedLinks(
  timetable: Timetable,
  runs: RealtimeRuns,
  isUsed: (run: number) => boolean,
): ReadonlyMap<Day, BlockLinks> {
  const days = new Map<Day, BlockLinks>();
  const { blocks, tables } = timetable;
  if (blocks === null) return days;
  const rows = tables.stopTimes.stops.length;
  const { withdrawn } = runs;
  /** Trip and day -> first row of the run that takes the place of the planned one, or -1. */
  const instead = new Map<number, number>();
  for (const [index, trip] of withdrawn.trips.entries())
    instead.set(key(trip, at(withdrawn.days, index)), -1);
  for (let run = 0; run < runs.trips.length; run += 1) {
    if (at(runs.isAdded, run) === 1 || intAt(runs.patterns, run) === -1 || !isUsed(run)) continue;
    instead.set(key(intAt(runs.trips, run), intAt(runs.days, run)), rows + intAt(runs.offsets, run));
  }
  const rowOf = (trip: number, day: Day) =>
    instead.get(key(trip, day)) ?? intAt(tables.stopTimes.offsets, trip);
  const link = (links: BlockLinks, from: number, to: number, day: Day) => {
    const [before, after] = [rowOf(from, day), rowOf(to, day)];
    const stays =
      before !== -1 &&
      after !== -1 &&
      isInOrder(timetable, runs, before + callsFrom(timetable, runs, before) - 1, after);
    if (before !== -1) links.next.set(before, stays ? after : -1);
    if (after !== -1) links.previous.set(after, stays ? before : -1);
  };
  for (const [index, trip] of withdrawn.trips.entries()) {
    const day = at(withdrawn.days, index);
    const links = days.get(day) ?? { next: new Map(), previous: new Map(), patterns: new Set() };
    days.set(day, links);
    const [before, after] = [intAt(blocks.previous, trip), intAt(blocks.next, trip)];
    const row = rowOf(trip, day);
    if (before !== -1) link(links, before, trip, day);
    else if (row !== -1) links.previous.set(row, -1);
    if (after !== -1) link(links, trip, after, day);
    else if (row !== -1) links.next.set(row, -1);
    for (const neighbour of [blocks.previous, blocks.next]) {
      for (let other = intAt(neighbour, trip); other !== -1; other = intAt(neighbour, other)) {
        links.patterns.add(intAt(blocks.patternOf, other));
      }
    }
  }
  return days;
}

/** Whether the first trip has ended when the second one begins. */
function isInOrder({ tables }: Timetable, runs: RealtimeRuns, last: number, first: number): boolean {
  const rows = tables.stopTimes.stops.length;
  const { arrivals } = last < rows ? tables.stopTimes : runs.calls;
  const { departures } = first < rows ? tables.stopTimes : runs.calls;
  const [end, start] = [last, first].map((row) => (row < rows ? row : row - rows));
  return at(arrivals, end ?? -1) <= at(departures, start ?? -1);
}

function key(trip: number, day: Day): number {
  return trip * 4096 + (day & 4095);
}
