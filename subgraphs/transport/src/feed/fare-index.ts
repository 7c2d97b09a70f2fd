import { at, groupRows, intAt, rowsOf } from './columns.ts';
import { inSlices } from './slices.ts';
import type { Fare, FareRule } from './tables.ts';

/** Currencies that are tried; feeds have one or two. */
const maxCurrencies = 5;
/** Fares that are compared for the same route and zones; operators sell a handful of tickets there. */
const maxFares = 100;
/** Zones of a fare that journeys must pass; the longest ones pass dozens. */
const maxZones = 1_000;
/** Fares that are listed for a route. */
const maxListed = 500;
/** The number of the set without zones, for fares that name none to pass. */
const anyZones = 0;

/** Where rides begin and end, and the zones that they pass; an empty text is no zone. */
export interface RiddenZones {
  readonly origin: string;
  readonly destination: string;
  readonly passed: ReadonlySet<string>;
}

/** A fare on a route. A zone is `null` if the rule has none. */
export interface RouteFare {
  readonly fare: number;
  readonly origin: string | null;
  readonly destination: string | null;
}

export interface FareIndexData {
  readonly currencies: readonly string[];
  /** Zones that a journey must pass, as a key -> number of the set. */
  readonly zoneSets: ReadonlyMap<string, number>;
  readonly cells: ReadonlyMap<string, readonly number[]>;
  /** Fares without rules, which are valid everywhere (fare_rules.txt). */
  readonly everywhere: readonly RouteFare[];
  /** Rows of rules by route; `null` for any route. */
  readonly byRoute: ReadonlyMap<number | null, readonly number[]>;
  readonly rules: readonly FareRule[];
}

/** Fares of GTFS Fares V1 by where they are valid: a price costs the same with any number of rules. */
export class FareIndex {
  readonly data: FareIndexData;

  constructor(data: FareIndexData) {
    this.data = data;
  }

  static async of(fares: readonly Fare[], rules: readonly FareRule[]): Promise<FareIndex> {
    const currencies = [...new Set(fares.map(({ currency }) => currency))].slice(0, maxCurrencies);
    const { zoneSets, setOf } = await findZoneSets(rules);
    const cells = new Map<string, number[]>();
    const add = (fare: number, rule: Pick<FareRule, 'route' | 'origin' | 'destination'>) => {
      const set = setOf.get(fare) ?? anyZones;
      const key = keyOf(at(fares, fare).currency, set, rule.route, rule.origin, rule.destination);
      const others = cells.get(key);
      if (others === undefined) cells.set(key, [fare]);
      else if (others.length < maxFares && others.at(-1) !== fare) others.push(fare);
    };
    // By fare, so that one with several rules for the same places is added once.
    const ofFares = groupRows(
      rules.map(({ fare }) => fare),
      fares.length,
    );
    await inSlices(ofFares.rows.length, (place) => {
      const rule = at(rules, intAt(ofFares.rows, place));
      add(rule.fare, rule);
    });
    const everywhere: RouteFare[] = [];
    await inSlices(fares.length, (fare) => {
      if (rowsOf(ofFares, fare).length > 0) return;
      add(fare, { route: null, origin: null, destination: null });
      if (everywhere.length < maxListed) everywhere.push({ fare, origin: null, destination: null });
    });
    const byRoute = await rowsByRoute(rules);
    return new FareIndex({ currencies, zoneSets, cells, everywhere, byRoute, rules });
  }

  /** In the order of the fares. */
  get currencies(): readonly string[] {
    return this.data.currencies;
  }

  /** Fares valid on a route, and their zones: those valid everywhere, then those with rules, at most 500. */
  onRoute(route: number): readonly RouteFare[] {
    const { everywhere, byRoute, rules } = this.data;
    const rows = [...(byRoute.get(null) ?? []), ...(byRoute.get(route) ?? [])].sort(
      (one, other) => one - other,
    );
    return [...everywhere, ...rows.map((row) => at(rules, row))].slice(0, maxListed);
  }

  /** Fares in a currency that are valid on all routes and between the zones. */
  validFor(currency: string, routes: Iterable<number>, ridden: RiddenZones): ReadonlySet<number> {
    const { origin, destination, passed } = ridden;
    const { zoneSets, cells } = this.data;
    const sets = [anyZones, zoneSets.get(keyOfZones(passed)) ?? anyZones];
    let valid: ReadonlySet<number> | null = null;
    for (const route of new Set(routes)) {
      const ofRoute = new Set<number>();
      for (const set of new Set(sets)) {
        for (const [ownRoute, from, to] of combinations(route, origin, destination)) {
          for (const fare of cells.get(keyOf(currency, set, ownRoute, from, to)) ?? []) {
            if (valid === null || valid.has(fare)) ofRoute.add(fare);
          }
        }
      }
      valid = ofRoute;
    }
    return valid ?? new Set();
  }
}

async function rowsByRoute(rules: readonly FareRule[]): Promise<FareIndexData['byRoute']> {
  const found = new Map<number | null, number[]>();
  await inSlices(rules.length, (row) => {
    const { route } = at(rules, row);
    const others = found.get(route);
    if (others === undefined) found.set(route, [row]);
    else if (others.length < maxListed) others.push(row);
  });
  return found;
}

/** A field of a rule is that of the rides, or empty. */
function* combinations(route: number, origin: string, destination: string) {
  for (const ownRoute of [route, null]) {
    for (const from of [origin, null]) {
      for (const to of [destination, null]) yield [ownRoute, from, to] as const;
    }
  }
}

/** Fares with `contains_id` are valid for journeys that pass these zones and no others. */
async function findZoneSets(rules: readonly FareRule[]) {
  const zonesOf = new Map<number, Set<string>>();
  await inSlices(rules.length, (row) => {
    const { fare, contains } = at(rules, row);
    if (contains === null) return;
    const zones = zonesOf.get(fare) ?? new Set<string>();
    zonesOf.set(fare, zones);
    if (zones.size <= maxZones) zones.add(contains);
  });
  const zoneSets = new Map<string, number>();
  const setOf = new Map<number, number>();
  const fares = [...zonesOf];
  await inSlices(fares.length, (place) => {
    const [fare, zones] = at(fares, place);
    const key = keyOfZones(zones);
    const set = zoneSets.get(key) ?? zoneSets.size + 1;
    zoneSets.set(key, set);
    setOf.set(fare, set);
  });
  return { zoneSets, setOf };
}

function keyOfZones(zones: ReadonlySet<string>): string {
  return JSON.stringify([...zones].sort());
}

function keyOf(
  currency: string,
  zoneSet: number,
  route: number | null,
  origin: string | null,
  destination: string | null,
): string {
  return JSON.stringify([currency, zoneSet, route, origin, destination]);
}
