import { type AnyOfAllOf, parsePolicyName, type Requirement } from '@civic-graph/policy';

/** All scopes and policies that the rules of a schema can require. */
export interface RuleWords {
  readonly scopes: readonly string[];
  readonly consents: readonly string[];
  readonly roles: readonly string[];
  readonly agencies: readonly string[];
}

export function ruleWords(requirements: readonly Requirement[]): RuleWords {
  const atoms = (read: (requirement: Requirement) => AnyOfAllOf | null) => [
    ...new Set(requirements.flatMap((requirement) => read(requirement)?.flat() ?? [])),
  ];
  const policies = atoms(({ policies }) => policies).flatMap((name) => parsePolicyName(name) ?? []);
  return {
    scopes: atoms(({ scopes }) => scopes),
    consents: policies.flatMap((policy) => (policy.kind === 'consent' ? policy.scope : [])),
    roles: policies.flatMap((policy) => (policy.kind === 'role' ? policy.role : [])),
    agencies: policies.flatMap((policy) => (policy.kind === 'agency' ? policy.agency : [])),
  };
}
