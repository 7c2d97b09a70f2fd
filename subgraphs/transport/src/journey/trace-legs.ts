import { at, intAt } from '../feed/columns.ts';
import { metersBetween, secondsOfWay } from './footpaths.ts';
import { type DraftLeg, destinationPlace, originPlace, type TransitLeg } from './itinerary.ts';
import { feedOf } from './planning-tables.ts';
import type { End, EndWalks } from './raptor/journey-end.ts';
import type { Labels } from './raptor/labels.ts';
import type { Axis } from './raptor/layers.ts';
import type { Overlay } from './realtime/overlay.ts';
import { callsFrom, firstRowAt, groupAt, linkedRow } from './realtime/run-rows.ts';
import type { Timetable, Walks } from './timetable.ts';

/** What a search read. */
export interface Searched {
  readonly timetable: Timetable;
  /** `null` for a search by timetable. */
  readonly overlay: Overlay | null;
  readonly walks: Walks;
  readonly axis: Axis;
  readonly origin: End;
  readonly destination: End;
}

/** Follows the labels of a forward search from a destination back to the origin. */
export function traceLegs(
  searched: Searched,
  labels: Labels,
  destination: number,
  vehicles: number,
): DraftLeg[] {
  const legs: DraftLeg[] = [];
  let stop = destination;
  for (let round = vehicles; round >= 0; round -= 1) {
    const { off, ready, walkedFrom } = labels.round(round);
    // A destination may be reached on foot later than by vehicle; boarding uses `ready`.
    if (round < vehicles || intAt(ready, stop) < intAt(off, stop)) {
      const from = intAt(walkedFrom, stop);
      if (from !== stop) legs.unshift(walkLeg(searched, from, stop));
      stop = from;
    }
    if (round === 0) return legs;
    const rides = transitLegs(searched, labels, stop, round);
    legs.unshift(...rides);
    stop = at(rides, 0).from;
  }
  return legs;
}

function walkLeg(searched: Searched, from: number, to: number): DraftLeg {
  const { timetable, walks, origin, destination } = searched;
  const { tables, stopCount } = timetable;
  const [first, last] = [origin.walks, destination.walks];
  if (from === first?.row) {
    const seconds = to === last?.row ? first.direct : secondsOfEnd(first, to);
    return {
      kind: 'walk',
      from: originPlace,
      to: to < stopCount ? to : destinationPlace,
      meters: null,
      seconds,
    };
  }
  if (to === last?.row) {
    return { kind: 'walk', from, to: destinationPlace, meters: null, seconds: secondsOfEnd(last, from) };
  }
  const seconds = secondsOfWay(walks.footpaths, from, to);
  if (seconds === undefined) throw new Error('no footpath for a walking leg (a defect of the planner)');
  return { kind: 'walk', from, to, meters: metersBetween(tables.stops, from, to), seconds };
}

function secondsOfEnd({ stops, seconds }: EndWalks, stop: number): number {
  return intAt(seconds, stops.indexOf(stop));
}

/** A ride: several legs if passengers stay aboard for other trips. */
function transitLegs(searched: Searched, labels: Labels, to: number, round: number): TransitLeg[] {
  const { timetable, overlay, axis } = searched;
  const { boardedAt, alightedAt, layer } = labels.round(round);
  const alighting = intAt(alightedAt, to);
  const { day, shift } = at(axis.layers, intAt(layer, to));
  const start = axis.start + shift;
  const runs = overlay?.runs ?? null;
  const legs: TransitLeg[] = [];
  let boarding = intAt(boardedAt, to);
  let first = firstRowAt(timetable, runs, boarding);
  for (;;) {
    const last = first + callsFrom(timetable, runs, first) - 1;
    const end = alighting >= first && alighting <= last ? alighting : last;
    const ride =
      overlay === null || boarding < overlay.rows
        ? rideOfTimetable(timetable, boarding, end, start)
        : rideOfRun(timetable, overlay, boarding, end, start);
    legs.push({ kind: 'transit', serviceDay: day, staysAboard: legs.length > 0, ...ride });
    if (end === alighting) return legs;
    first = linkedRow(timetable, overlay, 1, first, day);
    if (first === -1) throw new Error('no trip to stay aboard for (a defect of the planner)');
    boarding = first;
  }
}

type Ride = Omit<TransitLeg, 'kind' | 'serviceDay' | 'staysAboard'>;

function rideOfTimetable({ tables }: Timetable, boarding: number, alighting: number, start: number): Ride {
  const { stops, trips, arrivals, departures } = tables.stopTimes;
  const trip = intAt(trips, boarding);
  const feedIndex = feedOf(tables, 'firstTrip', trip);
  const { firstTrip, firstStopTime } = at(tables.parts, feedIndex);
  return {
    feedIndex,
    from: intAt(stops, boarding),
    to: intAt(stops, alighting),
    departure: start + at(departures, boarding),
    arrival: start + at(arrivals, alighting),
    trip: trip - firstTrip,
    isAdded: false,
    boarding: boarding - firstStopTime,
    alighting: alighting - firstStopTime,
  };
}

/** A ride with a run that has times of its own; its stop times are those of its trip. */
function rideOfRun(
  { tables }: Timetable,
  { runs, rows }: Overlay,
  boarding: number,
  alighting: number,
  start: number,
): Ride {
  const [on, off] = [boarding - rows, alighting - rows];
  const run = groupAt(runs.offsets, on);
  const ownRow = (row: number) => intAt(runs.stopTimes, run) + row - intAt(runs.offsets, run);
  const feedIndex = feedOf(tables, 'firstRoute', intAt(runs.routes, run));
  const isAdded = at(runs.isAdded, run) === 1;
  return {
    feedIndex,
    from: intAt(runs.calls.stops, on),
    to: intAt(runs.calls.stops, off),
    departure: start + intAt(runs.calls.departures, on),
    arrival: start + intAt(runs.calls.arrivals, off),
    trip: intAt(runs.trips, run) - (isAdded ? 0 : at(tables.parts, feedIndex).firstTrip),
    isAdded,
    boarding: ownRow(on),
    alighting: ownRow(off),
  };
}
