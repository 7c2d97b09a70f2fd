import { at, intAt } from '../feed/columns.ts';
import { callState, stateOf } from '../realtime/trips/trip-run.ts';
import type { JourneyLegModel, TransitLegModel } from './mappers.ts';
import { estimateOf, runOf, stateOfCall } from './realtime-call.ts';
import type { RealtimeState } from './resolver-types.ts';

/** Estimated departure of a ride, in seconds of the service day. */
export function boardingOf(leg: TransitLegModel): number | null {
  return estimateOf(runOfRide(leg), callOf(leg, leg.boarding), 'departures');
}

/** Estimated arrival of a ride, in seconds of the service day. */
export function alightingOf(leg: TransitLegModel): number | null {
  return estimateOf(runOfRide(leg), callOf(leg, leg.alighting), 'arrivals');
}

/** State of a ride: a stop that is skipped matters most, then any estimate. */
export function stateOfRide(leg: TransitLegModel): RealtimeState {
  const run = runOfRide(leg);
  const ends = [leg.boarding, leg.alighting].map((row) => stateOfCall(run, callOf(leg, row)));
  return (
    ends.find((state) => state === 'SKIPPED') ?? ends.find((state) => state !== 'SCHEDULED') ?? 'SCHEDULED'
  );
}

/** Stops between the ends of a ride at which the vehicle is expected to stop. */
export function intermediateStops(leg: TransitLegModel): number[] {
  const { stopTimes } = leg.feed;
  const run = runOfRide(leg);
  const stops: number[] = [];
  for (let row = leg.boarding + 1; row < leg.alighting; row += 1) {
    const call = callOf(leg, row);
    if (run !== null && stateOf(run, call) === callState.skipped) continue;
    const assigned = run?.stops?.[call] ?? -1;
    stops.push(assigned === -1 ? intAt(stopTimes.stops, row) : assigned);
  }
  return stops;
}

/** Whether a vehicle is expected to leave before the passenger can be there. */
export function missesConnection(legs: readonly JourneyLegModel[]): boolean {
  let there = Number.NEGATIVE_INFINITY;
  for (const leg of legs) {
    if (leg.kind === 'walk') {
      there = Math.max(there, leg.departure) + (leg.arrival - leg.departure);
      continue;
    }
    const start = leg.feed.clock.serviceDayStart(leg.serviceDay);
    const boarding = boardingOf(leg);
    const alighting = alightingOf(leg);
    if ((boarding === null ? leg.departure : start + boarding) < there) return true;
    there = alighting === null ? leg.arrival : start + alighting;
  }
  return false;
}

function runOfRide({ realtime, feed, trip, serviceDay }: TransitLegModel) {
  return runOf(realtime, feed, trip, serviceDay);
}

function callOf({ feed, trip }: TransitLegModel, row: number): number {
  return row - at(feed.stopTimes.offsets, trip);
}
