import { at } from './columns.ts';
import { addDecimals, compareDecimals } from './decimals.ts';
import { rulesOfFare } from './fares.ts';
import type { Feed } from './feed.ts';
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
  for (const currency of new Set(feed.fares.map((fare) => fare.currency))) {
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
  let cheapest: number | null = null;
  for (const [fare, { price, currency: own }] of feed.fares.entries()) {
    if (currency !== undefined && own !== currency) continue;
    if (cheapest !== null && compareDecimals(price, at(feed.fares, cheapest).price) >= 0) continue;
    if (covers(feed, fare, rides)) cheapest = fare;
  }
  return cheapest;
}

function covers(feed: Feed, fare: number, rides: readonly PaidRide[]): boolean {
  const { transfers, transferSeconds } = at(feed.fares, fare);
  const [first, last] = [rides[0], rides.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (transfers !== null && rides.length - 1 > transfers) return false;
  if (transferSeconds !== null && rides.length > 1 && last.departure - first.departure > transferSeconds) {
    return false;
  }
  const rules = rulesOfFare(feed, fare);
  if (rules.length === 0) return true;
  const zone = (stop: number | undefined) => (stop === undefined ? '' : at(feed.stops.zones, stop));
  const [origin, destination] = [zone(first.stops[0]), zone(last.stops.at(-1))];
  const passed = new Set(rides.flatMap(({ stops }) => stops.map(zone)));
  passed.delete('');
  const zones = new Set(rules.flatMap(({ contains }) => (contains === null ? [] : [contains])));
  if (zones.size > 0 && !isEqual(zones, passed)) return false;
  const fitting = rules.filter(
    (rule) =>
      (rule.origin === null || rule.origin === origin) &&
      (rule.destination === null || rule.destination === destination),
  );
  return rides.every(({ routes }) =>
    routes.every((route) => fitting.some((rule) => rule.route === null || rule.route === route)),
  );
}

function isEqual(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((zone) => other.has(zone));
}
