import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { Itinerary, TransitLeg } from '../journey/itinerary.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import { estimateOf, runOf, stateOfCall } from './realtime-call.ts';
import type { RealtimeState } from './resolver-types.ts';

/** Estimated departure of a ride, in seconds of the service day. */
export function boardingOf(realtime: RealtimeSnapshot, feed: Feed, leg: TransitLeg): number | null {
  return estimateOf(
    runOf(realtime, feed, leg.trip, leg.serviceDay),
    callOf(feed, leg, leg.boarding),
    'departures',
  );
}

/** Estimated arrival of a ride, in seconds of the service day. */
export function alightingOf(realtime: RealtimeSnapshot, feed: Feed, leg: TransitLeg): number | null {
  return estimateOf(
    runOf(realtime, feed, leg.trip, leg.serviceDay),
    callOf(feed, leg, leg.alighting),
    'arrivals',
  );
}

/** State of a ride: a stop that is skipped matters most, then any estimate. */
export function stateOfRide(realtime: RealtimeSnapshot, feed: Feed, leg: TransitLeg): RealtimeState {
  const run = runOf(realtime, feed, leg.trip, leg.serviceDay);
  const ends = [leg.boarding, leg.alighting].map((row) => stateOfCall(run, callOf(feed, leg, row)));
  return (
    ends.find((state) => state === 'SKIPPED') ?? ends.find((state) => state !== 'SCHEDULED') ?? 'SCHEDULED'
  );
}

/** Whether a vehicle is expected to leave before the passenger can be there. */
export function missesConnection(realtime: RealtimeSnapshot, feed: Feed, legs: Itinerary['legs']): boolean {
  let there = Number.NEGATIVE_INFINITY;
  for (const leg of legs) {
    if (leg.kind === 'walk') {
      there = Math.max(there, leg.departure) + (leg.arrival - leg.departure);
      continue;
    }
    const start = feed.clock.serviceDayStart(leg.serviceDay);
    const boarding = boardingOf(realtime, feed, leg);
    const alighting = alightingOf(realtime, feed, leg);
    if ((boarding === null ? leg.departure : start + boarding) < there) return true;
    there = alighting === null ? leg.arrival : start + alighting;
  }
  return false;
}

function callOf({ stopTimes }: Feed, { trip }: TransitLeg, row: number): number {
  return row - at(stopTimes.offsets, trip);
}
