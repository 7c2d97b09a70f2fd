import type { AssuranceLevel } from '@civic-graph/policy';
import { isAtLeast } from '../../issuer/assurance.ts';

/** A sign-in that a provider vouches for: one of the `acr`, with all of the `amr` (RFC 8176). */
export interface AssuranceRule {
  readonly level: AssuranceLevel;
  readonly acr: readonly string[];
  readonly amr: readonly string[];
}

/** Highest level of a sign-in by the provider's rules; null if none of them covers it. */
export function vouchedLevel(
  rules: readonly AssuranceRule[],
  { acr, amr }: { readonly acr?: string | undefined; readonly amr?: readonly string[] | undefined },
): AssuranceLevel | null {
  const levels = rules
    .filter((rule) => rule.acr.length === 0 || (acr !== undefined && rule.acr.includes(acr)))
    .filter((rule) => rule.amr.every((method) => amr?.includes(method) === true))
    .map(({ level }) => level);
  return levels.includes('high') ? 'high' : (levels[0] ?? null);
}

/** Rules that reach a level; all of them if the app asks for none. */
export function rulesFor(rules: readonly AssuranceRule[], needed: AssuranceLevel | null): AssuranceRule[] {
  return rules.filter(({ level }) => needed === null || isAtLeast(level, needed));
}
