import { parsePolicyName } from '@civic-graph/policy';
import type { PolicyIndex } from '../policy-index/policy-index.ts';
import { smallestRights } from './smallest-rights.ts';

/** The sets of scopes whose consents open a field; empty if no consent does. */
export function consentScopes(index: PolicyIndex, coordinate: string): readonly (readonly string[])[] {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const sets = smallestRights(coordinate, index.requirementsOf(typeName, fieldName)).map(({ policies }) =>
    [...policies].flatMap((name) => {
      const policy = parsePolicyName(name);
      return policy?.kind === 'consent' ? [policy.scope] : [];
    }),
  );
  const needed = sets.filter((scopes) => scopes.length > 0).map((scopes) => [...new Set(scopes)].sort());
  return [...new Map(needed.map((scopes) => [scopes.join(' '), scopes])).values()];
}
