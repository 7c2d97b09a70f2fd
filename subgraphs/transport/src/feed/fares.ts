import { at } from './columns.ts';
import type { Feed } from './feed.ts';

/** A fare on a route. A zone is `null` if the rule has none. */
export interface RouteFare {
  readonly fare: number;
  readonly origin: string | null;
  readonly destination: string | null;
}

/**
 * Fares valid on a route: with a rule for it or for any route, or without rules (fare_rules.txt: "a fare
 * without rules is valid everywhere").
 */
export function rulesOfRoute({ fares, fareRules }: Feed, route: number): RouteFare[] {
  const ruled = new Set(fareRules.map(({ fare }) => fare));
  const everywhere = [...fares.keys()]
    .filter((fare) => !ruled.has(fare))
    .map((fare) => ({ fare, origin: null, destination: null }));
  return [...everywhere, ...fareRules.filter((rule) => rule.route === null || rule.route === route)];
}

/** The cheapest fare of one ride; `null` if the feed has none. */
export function fareOfRide(feed: Feed, route: number, from: number, to: number): number | null {
  const origin = at(feed.stops.zones, from);
  const destination = at(feed.stops.zones, to);
  const valid = rulesOfRoute(feed, route)
    .filter((rule) => rule.origin === null || rule.origin === origin)
    .filter((rule) => rule.destination === null || rule.destination === destination)
    .map(({ fare }) => fare);
  // Amounts are parsed only for comparison; clients see the text of the feed.
  const price = (fare: number) => Number(at(feed.fares, fare).price);
  return valid.length === 0 ? null : valid.reduce((best, fare) => (price(fare) < price(best) ? fare : best));
}
