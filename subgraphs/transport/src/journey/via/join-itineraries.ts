import type { Itinerary, TransitLeg } from '../itinerary.ts';

/** Joins itineraries that follow each other; passengers stay in a vehicle that both use. */
export function joinItineraries(parts: readonly Itinerary[]): Itinerary | null {
  const legs = parts.flatMap((part) => part.legs);
  const joined = legs.map((leg, index) => {
    const before = legs[index - 1];
    return leg.kind === 'transit' && before?.kind === 'transit' && isSameVehicle(before, leg)
      ? { ...leg, staysAboard: true }
      : leg;
  });
  const [first, last] = [joined[0], joined.at(-1)];
  if (first === undefined || last === undefined) return null;
  const vehicles = joined.filter((leg) => leg.kind === 'transit' && !leg.staysAboard).length;
  return {
    legs: joined,
    departure: first.departure,
    arrival: last.arrival,
    transfers: Math.max(0, vehicles - 1),
  };
}

function isSameVehicle(before: TransitLeg, leg: TransitLeg): boolean {
  return (
    before.feedIndex === leg.feedIndex &&
    before.trip === leg.trip &&
    before.serviceDay === leg.serviceDay &&
    before.isAdded === leg.isAdded &&
    before.alighting === leg.boarding
  );
}
