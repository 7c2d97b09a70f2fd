import type { Feed } from './feed.ts';
import type { FareRule } from './tables.ts';

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
export function rulesOfRoute(feed: Feed, route: number): RouteFare[] {
  const everywhere = [...feed.fares.keys()]
    .filter((fare) => rulesOfFare(feed, fare).length === 0)
    .map((fare) => ({ fare, origin: null, destination: null }));
  return [...everywhere, ...feed.fareRules.filter((rule) => rule.route === null || rule.route === route)];
}

const rulesOfFeeds = new WeakMap<readonly FareRule[], ReadonlyMap<number, readonly FareRule[]>>();

/** Rules of a fare, sorted once for a feed: there may be one for every pair of zones. */
export function rulesOfFare({ fareRules }: Pick<Feed, 'fareRules'>, fare: number): readonly FareRule[] {
  const known = rulesOfFeeds.get(fareRules) ?? byFare(fareRules);
  rulesOfFeeds.set(fareRules, known);
  return known.get(fare) ?? [];
}

function byFare(rules: readonly FareRule[]): ReadonlyMap<number, readonly FareRule[]> {
  const found = new Map<number, FareRule[]>();
  for (const rule of rules) {
    const others = found.get(rule.fare);
    if (others === undefined) found.set(rule.fare, [rule]);
    else others.push(rule);
  }
  return found;
}
