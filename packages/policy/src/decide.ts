import { type PolicyName, parsePolicyName } from './policy-name.ts';
import type { Principal } from './principal.ts';
import type { AnyOfAllOf, Requirement, Resource } from './requirement.ts';

export type Rule = 'authenticated' | 'requiresScopes' | 'policy';

/** A refusal with its rule and what the caller lacks in each alternative. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly rule: Rule; readonly missing: AnyOfAllOf };

const allowed: Decision = Object.freeze({ allowed: true });

/**
 * Decides whether `principal` may read what `requirement` guards. Pure: gateway and subgraphs call the same
 * function.
 *
 * Without a `resource` (in the gateway, before planning) `owner` holds for any caller that can own objects;
 * the subgraph decides again with the object. An empty list (`[]`) is never satisfied.
 */
export function decide(requirement: Requirement, principal: Principal, resource?: Resource): Decision {
  const { authenticated, scopes, policies } = requirement;
  if (principal.kind === 'anonymous' && (authenticated || scopes !== null || policies !== null)) {
    return { allowed: false, rule: 'authenticated', missing: [] };
  }
  if (scopes !== null) {
    const missing = missingFrom(scopes, (scope) => hasScope(principal, scope));
    if (missing !== null) return { allowed: false, rule: 'requiresScopes', missing };
  }
  if (policies !== null) {
    const missing = missingFrom(policies, (name) => holds(name, principal, resource));
    if (missing !== null) return { allowed: false, rule: 'policy', missing };
  }
  return allowed;
}

/** Returns `null` if some alternative is satisfied, else what each alternative lacks. */
function missingFrom(alternatives: AnyOfAllOf, satisfied: (atom: string) => boolean): AnyOfAllOf | null {
  const missing: string[][] = [];
  for (const alternative of alternatives) {
    const lacking = alternative.filter((atom) => !satisfied(atom));
    if (lacking.length === 0) return null;
    missing.push(lacking);
  }
  return missing;
}

export function hasScope(principal: Principal, scope: string): boolean {
  return principal.kind !== 'anonymous' && principal.scopes.includes(scope);
}

/** Whether one policy holds. An unknown policy name never holds. */
export function holds(name: string, principal: Principal, resource?: Resource): boolean {
  const policy = parsePolicyName(name);
  return policy !== undefined && policyHolds(policy, principal, resource);
}

/** Like `holds`, for a parsed name. */
export function policyHolds(policy: PolicyName, principal: Principal, resource?: Resource): boolean {
  switch (policy.kind) {
    case 'consent':
      return (
        principal.kind === 'citizen' &&
        principal.purpose !== null &&
        principal.consentId !== null &&
        principal.consents.includes(policy.scope)
      );
    case 'assurance':
      return 'assurance' in principal && principal.assurance === policy.level;
    case 'role':
      return 'roles' in principal && principal.roles?.includes(policy.role) === true;
    case 'agency':
      return principal.kind === 'operator' && principal.agency === policy.agency;
    case 'any-agency':
      return principal.kind === 'operator';
    case 'owner':
      return owns(principal, resource);
  }
}

function owns(principal: Principal, resource: Resource | undefined): boolean {
  if (principal.kind === 'citizen') {
    return resource === undefined || resource.citizenKey === principal.citizenKey;
  }
  if (principal.kind === 'operator') {
    return resource === undefined || resource.agency === principal.agency;
  }
  if (principal.kind === 'developer') {
    return resource === undefined || resource.developer === principal.developer;
  }
  return false;
}
