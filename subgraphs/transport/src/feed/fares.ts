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
