import type { Instant } from '../feed/zone-clock.ts';
import type { TransferRule } from './fares-v2.ts';

/** Times of a fare leg by timetable. */
export interface LegTimes {
  readonly departure: Instant;
  readonly arrival: Instant;
}

/** Rules that are compared for a transfer between two leg groups; feeds have a handful. */
const maxRules = 50;

/** Rules of fare_transfer_rules.txt by leg groups. */
export class TransferRules {
  readonly rules: readonly TransferRule[];
  readonly #from: ReadonlySet<string>;
  readonly #to: ReadonlySet<string>;
  readonly #byGroups = new Map<string, TransferRule[]>();

  constructor(rules: readonly TransferRule[]) {
    this.rules = rules;
    this.#from = new Set(rules.map(({ fromGroup }) => fromGroup));
    this.#to = new Set(rules.map(({ toGroup }) => toGroup));
    for (const rule of rules) {
      const key = keyOf(rule.fromGroup, rule.toGroup);
      const others = this.#byGroups.get(key);
      if (others === undefined) this.#byGroups.set(key, [rule]);
      else if (others.length < maxRules) others.push(rule);
    }
  }

  /**
   * Rules for a transfer between leg groups. An empty field fits the groups that no rule lists; legs without
   * a group have no transfer rules.
   *
   * @param transfer number of consecutive transfers within the group, with this one
   * @param first the leg from which the duration counts
   */
  between(
    fromGroup: string,
    toGroup: string,
    transfer: number,
    first: LegTimes,
    last: LegTimes,
  ): readonly TransferRule[] {
    if (fromGroup === '' || toGroup === '') return [];
    const from = this.#from.has(fromGroup) ? fromGroup : '';
    const to = this.#to.has(toGroup) ? toGroup : '';
    return (this.#byGroups.get(keyOf(from, to)) ?? []).filter(
      (rule) => isInTime(rule, first, last) && (fromGroup !== toGroup || rule.count >= transfer),
    );
  }
}

/** `duration_limit_type`: from departure or arrival of the first leg to departure or arrival of the last. */
function isInTime({ limitSeconds, limitType }: TransferRule, first: LegTimes, last: LegTimes): boolean {
  if (limitSeconds === null) return true;
  const begin = limitType <= 1 ? first.departure : first.arrival;
  const end = limitType === 0 || limitType === 3 ? last.arrival : last.departure;
  return end - begin <= limitSeconds;
}

function keyOf(fromGroup: string, toGroup: string): string {
  return JSON.stringify([fromGroup, toGroup]);
}
