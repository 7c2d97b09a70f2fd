import { parsePolicyName } from './policy-name.ts';
import type { AnyOfAllOf } from './requirement.ts';

/**
 * Describes who could use a refused field: `words` covers the missing alternatives that require only an
 * owner, an agency or a role, and is `null` if there are none. `others` has the remaining alternatives.
 */
export function whoMayUse(missing: AnyOfAllOf): {
  readonly words: string | null;
  readonly others: AnyOfAllOf;
} {
  let owner = false;
  let official = false;
  const agencies: string[] = [];
  const roles: string[] = [];
  const others = missing.filter((all) => {
    const policy = all.length === 1 && all[0] !== undefined ? parsePolicyName(all[0]) : undefined;
    if (policy?.kind === 'owner') owner = true;
    else if (policy?.kind === 'any-agency') official = true;
    else if (policy?.kind === 'agency') agencies.push(policy.agency);
    else if (policy?.kind === 'role') roles.push(policy.role);
    else return true;
    return false;
  });
  if (!owner && !official && agencies.length === 0) {
    return { words: roles.length === 0 ? null : `the role ${listed(roles, 'or')} is needed`, others };
  }
  const who = [
    ...(owner ? ['the citizen or agency that it belongs to'] : []),
    ...(official ? ['officials of an agency'] : []),
    ...(agencies.length > 0
      ? [`the ${agencies.length > 1 ? 'agencies' : 'agency'} ${listed(agencies, 'and')}`]
      : []),
    ...(roles.length > 0 ? [`the role ${listed(roles, 'or')}`] : []),
  ];
  return { words: `only ${who.join(', or ')}${who.length > 1 ? ',' : ''} may use it`, others };
}

function listed(names: readonly string[], conjunction: 'and' | 'or'): string {
  return names.length < 2
    ? names.join()
    : `${names.slice(0, -1).join(', ')} ${conjunction} ${names[names.length - 1]}`;
}
