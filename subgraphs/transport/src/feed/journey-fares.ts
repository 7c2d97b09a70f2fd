import { at } from './columns.ts';
import { addDecimals, compareDecimals } from './decimals.ts';
import type { RiddenZones } from './fare-index.ts';
import type { Feed } from './feed.ts';
import type { Fare } from './tables.ts';
import type { Instant } from './zone-clock.ts';

/** A ride in one vehicle. */
export interface PaidRide {
  /** Routes of the vehicle, which may change while passengers stay aboard. */
  readonly routes: readonly number[];
  /** Stops in order, from boarding to alighting. */
  readonly stops: readonly number[];
  readonly departure: Instant;
}

/** A fare, and the number of consecutive rides that it covers. */
export interface FarePart {
  readonly fare: number;
  readonly rides: number;
}

export interface JourneyFare {
  readonly price: string;
  readonly currency: string;
  readonly parts: readonly FarePart[];
}

/**
 * The cheapest fares of GTFS Fares V1 that cover all rides, in the first currency of the feed that can.
 *
 * @returns `null` if none can
 */
export function cheapestFares(feed: Feed, rides: readonly PaidRide[]): JourneyFare | null {
  if (rides.length === 0) return null;
  for (const currency of feed.fareIndex.currencies) {
    const found = cheapestIn(feed, rides, currency);
    if (found !== null) return found;
  }
  return null;
}

/** `best[n]` pays the first n rides: the fares of fewer rides, and one more fare for the others. */
function cheapestIn(feed: Feed, rides: readonly PaidRide[], currency: string): JourneyFare | null {
  const best: (JourneyFare | null)[] = [{ price: '0', currency, parts: [] }];
  for (let count = 1; count <= rides.length; count += 1) {
    let cheapest: JourneyFare | null = null;
    for (let paid = 0; paid < count; paid += 1) {
      const before = best[paid];
      const fare = cheapestFare(feed, rides.slice(paid, count), currency);
      if (before === undefined || before === null || fare === null) continue;
      const price = addDecimals(before.price, at(feed.fares, fare).price);
      if (cheapest !== null && compareDecimals(price, cheapest.price) >= 0) continue;
      cheapest = { price, currency, parts: [...before.parts, { fare, rides: count - paid }] };
    }
    best.push(cheapest);
  }
  return best.at(-1) ?? null;
}

/** The cheapest fare that covers consecutive rides; `null` if there is none. */
export function cheapestFare(feed: Feed, rides: readonly PaidRide[], currency?: string): number | null {
  const [first, last] = [rides[0], rides.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { fareIndex, fares } = feed;
  const ridden = zonesOf(feed, rides);
  const routes = rides.flatMap((ride) => ride.routes);
  const seconds = last.departure - first.departure;
  let cheapest: number | null = null;
  for (const own of currency === undefined ? fareIndex.currencies : [currency]) {
    for (const fare of fareIndex.validFor(own, routes, ridden)) {
      if (!allows(at(fares, fare), rides.length, seconds)) continue;
      if (cheapest === null || isCheaper(fares, fare, cheapest)) cheapest = fare;
    }
  }
  return cheapest;
}

function zonesOf({ stops }: Feed, rides: readonly PaidRide[]): RiddenZones {
  const zone = (stop: number | undefined) => (stop === undefined ? '' : stops.zones.at(stop));
  const passed = new Set(rides.flatMap((ride) => ride.stops.map(zone)));
  passed.delete('');
  return { origin: zone(rides[0]?.stops[0]), destination: zone(rides.at(-1)?.stops.at(-1)), passed };
}

/** Whether a fare allows the number of rides, and the time from the first boarding to the last. */
function allows({ transfers, transferSeconds }: Fare, rides: number, seconds: number): boolean {
  if (transfers !== null && rides - 1 > transfers) return false;
  return transferSeconds === null || rides === 1 || seconds <= transferSeconds;
}

/** Of two fares with one price, the first one in the file counts. */
function isCheaper(fares: readonly Fare[], one: number, other: number): boolean {
  const difference = compareDecimals(at(fares, one).price, at(fares, other).price);
  return difference < 0 || (difference === 0 && one < other);
}
