import type { BookingRule, OnDemandCall, OnDemandPlace, OnDemandTable } from './on-demand-table.ts';

const noPickup = 1;

/** Sorts calls by trip, and indexes them by place. Trips without a window are regular services. */
export function buildOnDemandTable(
  places: readonly OnDemandPlace[],
  rules: readonly BookingRule[],
  unsorted: readonly OnDemandCall[],
): OnDemandTable {
  const calls = [...unsorted].sort((one, other) => one.trip - other.trip || one.sequence - other.sequence);
  const callsOfTrip = new Map<number, { first: number; count: number }>();
  const pickupsAt = new Map<number, number[]>();
  for (const [row, { trip, place, pickup }] of calls.entries()) {
    const own = callsOfTrip.get(trip) ?? { first: row, count: 0 };
    callsOfTrip.set(trip, { ...own, count: own.count + 1 });
    if (pickup !== noPickup) add(pickupsAt, place, row);
  }
  const placesOfStop = new Map<number, number[]>();
  for (const [row, place] of places.entries()) {
    if (place.kind !== 'zone') for (const stop of place.stops) add(placesOfStop, stop, row);
  }
  return { places, rules, calls, callsOfTrip, pickupsAt, placesOfStop };
}

function add(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
