import { at, intAt } from '../feed/columns.ts';
import { metersBetween, secondsOfWay } from './footpaths.ts';
import type { DraftLeg } from './itinerary.ts';
import type { Labels } from './raptor/labels.ts';
import type { Axis } from './raptor/layers.ts';
import type { Timetable } from './timetable.ts';

/** Follows the labels of a forward search from a destination back to the origin. */
export function traceLegs(
  timetable: Timetable,
  axis: Axis,
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
      if (from !== stop) legs.unshift(walkLeg(timetable, from, stop));
      stop = from;
    }
    if (round === 0) return legs;
    const leg = transitLeg(timetable, axis, labels, stop, round);
    legs.unshift(leg);
    stop = leg.from;
  }
  return legs;
}

function walkLeg({ tables, footpaths }: Timetable, from: number, to: number): DraftLeg {
  const seconds = secondsOfWay(footpaths, from, to);
  if (seconds === undefined) throw new Error('no footpath for a walking leg (a defect of the planner)');
  return { kind: 'walk', from, to, meters: metersBetween(tables.stops, from, to), seconds };
}

function transitLeg({ tables }: Timetable, axis: Axis, labels: Labels, to: number, round: number) {
  const { stops, trips, arrivals, departures } = tables.stopTimes;
  const { boardedAt, alightedAt, serviceDay } = labels.round(round);
  const boarding = intAt(boardedAt, to);
  const alighting = intAt(alightedAt, to);
  const day = intAt(serviceDay, to);
  const layer = axis.layers.find((each) => each.day === day);
  if (layer === undefined)
    throw new Error('no layer for the service day of a ride (a defect of the planner)');
  const start = axis.start + layer.shift;
  return {
    kind: 'transit',
    from: intAt(stops, boarding),
    to,
    departure: start + at(departures, boarding),
    arrival: start + at(arrivals, alighting),
    trip: intAt(trips, boarding),
    serviceDay: day,
    boarding,
    alighting,
  } as const;
}
