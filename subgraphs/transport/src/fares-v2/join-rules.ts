/** A row of fare_leg_join_rules.txt. */
export interface JoinRule {
  readonly fromNetwork: string;
  readonly toNetwork: string;
  /** Stops or stations; `null` if the legs must meet in one station. */
  readonly stops: { readonly from: number; readonly to: number } | null;
}

/** A change between two rides. A stop without a station is its own station. */
export interface Change {
  readonly fromNetwork: string;
  readonly toNetwork: string;
  readonly from: { readonly stop: number; readonly station: number };
  readonly to: { readonly stop: number; readonly station: number };
}

/** Rules of fare_leg_join_rules.txt by networks and stops. */
export class JoinRules {
  readonly rules: readonly JoinRule[];
  readonly #keys: ReadonlySet<string>;

  constructor(rules: readonly JoinRule[]) {
    this.rules = rules;
    this.#keys = new Set(
      rules.map(({ fromNetwork, toNetwork, stops }) => keyOf(fromNetwork, toNetwork, stops?.from, stops?.to)),
    );
  }

  /** Whether the rides before and after a change are one fare leg. */
  joins({ fromNetwork, toNetwork, from, to }: Change): boolean {
    if (from.station === to.station && this.#keys.has(keyOf(fromNetwork, toNetwork))) return true;
    return [from.stop, from.station].some((start) =>
      [to.stop, to.station].some((end) => this.#keys.has(keyOf(fromNetwork, toNetwork, start, end))),
    );
  }
}

function keyOf(fromNetwork: string, toNetwork: string, from?: number, to?: number): string {
  return JSON.stringify([fromNetwork, toNetwork, from ?? null, to ?? null]);
}
