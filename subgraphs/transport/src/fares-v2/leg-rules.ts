import type { LegRule } from './fares-v2.ts';

/** The properties by which fare_leg_rules.txt distinguishes legs, apart from times. */
export interface LegPlaces {
  /** Networks of its routes; empty texts for routes without one. */
  readonly networks: ReadonlySet<string>;
  readonly fromAreas: readonly string[];
  readonly toAreas: readonly string[];
}

/** Rules that are compared for a leg; feeds have a handful. */
const maxRules = 500;

/**
 * Rules of fare_leg_rules.txt by network and areas.
 *
 * An empty field fits any leg if the file has `rule_priority`, else only legs whose value no rule lists.
 */
export class LegRules {
  readonly rules: readonly LegRule[];
  readonly groups: ReadonlySet<string>;
  readonly hasPriorities: boolean;
  readonly #listed: Readonly<Record<'networks' | 'fromAreas' | 'toAreas', ReadonlySet<string>>>;
  /** Network -> area at the start -> area at the end -> rules. */
  readonly #byPlaces = new Map<string, Map<string, Map<string, LegRule[]>>>();

  constructor(rules: readonly LegRule[], hasPriorities: boolean) {
    this.rules = rules;
    this.hasPriorities = hasPriorities;
    this.groups = listed(rules.map(({ group }) => group));
    this.#listed = {
      networks: listed(rules.map(({ network }) => network)),
      fromAreas: listed(rules.map(({ fromArea }) => fromArea)),
      toAreas: listed(rules.map(({ toArea }) => toArea)),
    };
    for (const rule of rules) {
      const byFrom = this.#byPlaces.get(rule.network) ?? new Map<string, Map<string, LegRule[]>>();
      const byTo = byFrom.get(rule.fromArea) ?? new Map<string, LegRule[]>();
      const others = byTo.get(rule.toArea);
      this.#byPlaces.set(rule.network, byFrom.set(rule.fromArea, byTo));
      if (others === undefined) byTo.set(rule.toArea, [rule]);
      else others.push(rule);
    }
  }

  /**
   * The rules that fit a leg and have the highest priority of such rules.
   *
   * @param isTimely whether the times of the leg are in the timeframes of a rule
   */
  of(leg: LegPlaces, isTimely: (rule: LegRule) => boolean): readonly LegRule[] {
    const timely: LegRule[] = [];
    let compared = 0;
    for (const rule of this.#between(leg)) {
      if (compared === maxRules) break;
      compared += 1;
      if (isTimely(rule)) timely.push(rule);
    }
    const priority = timely.reduce((highest, rule) => Math.max(highest, rule.priority), 0);
    return timely.filter((rule) => rule.priority === priority);
  }

  *#between(leg: LegPlaces): Iterable<LegRule> {
    const toAreas = new Set(this.#fitting('toAreas', leg.toAreas));
    for (const network of this.#fitting('networks', [...leg.networks])) {
      const byFrom = this.#byPlaces.get(network);
      for (const fromArea of this.#fitting('fromAreas', leg.fromAreas)) {
        const byTo = byFrom?.get(fromArea);
        if (byTo === undefined) continue;
        // By what is fewer: neither the areas of a stop nor the rules of an area must cost their square.
        if (byTo.size > toAreas.size) for (const toArea of toAreas) yield* byTo.get(toArea) ?? [];
        else for (const [toArea, rules] of byTo) if (toAreas.has(toArea)) yield* rules;
      }
    }
  }

  /** Values of a field that fit a leg. Legs in several networks are in none of them as a whole. */
  #fitting(field: 'networks' | 'fromAreas' | 'toAreas', values: readonly string[]): readonly string[] {
    const own = values.filter((value) => this.#listed[field].has(value));
    const exact = field === 'networks' && values.length > 1 ? [] : own;
    return this.hasPriorities || own.length === 0 ? [...exact, ''] : exact;
  }
}

function listed(values: readonly string[]): ReadonlySet<string> {
  return new Set(values.filter((value) => value !== ''));
}
