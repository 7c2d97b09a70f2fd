import type { LegRule } from './fares-v2.ts';

/** What fare_leg_rules.txt distinguishes legs by, apart from times. */
export interface LegPlaces {
  /** Networks of its routes; empty texts for routes without one. */
  readonly networks: ReadonlySet<string>;
  readonly fromAreas: readonly string[];
  readonly toAreas: readonly string[];
}

/**
 * Rules of fare_leg_rules.txt by network and areas.
 *
 * An empty field fits any leg if the file has `rule_priority`, else only legs whose value no rule lists.
 */
export class LegRules {
  readonly groups: ReadonlySet<string>;
  readonly #hasPriorities: boolean;
  readonly #listed: Readonly<Record<'networks' | 'fromAreas' | 'toAreas', ReadonlySet<string>>>;
  readonly #byPlaces = new Map<string, LegRule[]>();

  constructor(rules: readonly LegRule[], hasPriorities: boolean) {
    this.#hasPriorities = hasPriorities;
    this.groups = listed(rules.map(({ group }) => group));
    this.#listed = {
      networks: listed(rules.map(({ network }) => network)),
      fromAreas: listed(rules.map(({ fromArea }) => fromArea)),
      toAreas: listed(rules.map(({ toArea }) => toArea)),
    };
    for (const rule of rules) {
      const key = keyOf(rule.network, rule.fromArea, rule.toArea);
      const others = this.#byPlaces.get(key);
      if (others === undefined) this.#byPlaces.set(key, [rule]);
      else others.push(rule);
    }
  }

  /**
   * The rules that fit a leg and have the highest priority of such rules.
   *
   * @param isTimely whether the times of the leg are in the timeframes of a rule
   */
  of(leg: LegPlaces, isTimely: (rule: LegRule) => boolean): readonly LegRule[] {
    let found: LegRule[] = [];
    for (const network of this.#fitting('networks', [...leg.networks])) {
      for (const fromArea of this.#fitting('fromAreas', leg.fromAreas)) {
        for (const toArea of this.#fitting('toAreas', leg.toAreas)) {
          found = found.concat(this.#byPlaces.get(keyOf(network, fromArea, toArea)) ?? []);
        }
      }
    }
    const timely = found.filter(isTimely);
    const priority = timely.reduce((highest, rule) => Math.max(highest, rule.priority), 0);
    return timely.filter((rule) => rule.priority === priority);
  }

  /** Values of a field that fit a leg. Legs in several networks are in none of them as a whole. */
  #fitting(field: 'networks' | 'fromAreas' | 'toAreas', values: readonly string[]): readonly string[] {
    const own = values.filter((value) => this.#listed[field].has(value));
    const exact = field === 'networks' && values.length > 1 ? [] : own;
    return this.#hasPriorities || own.length === 0 ? [...exact, ''] : exact;
  }
}

function listed(values: readonly string[]): ReadonlySet<string> {
  return new Set(values.filter((value) => value !== ''));
}

function keyOf(network: string, fromArea: string, toArea: string): string {
  return JSON.stringify([network, fromArea, toArea]);
}
