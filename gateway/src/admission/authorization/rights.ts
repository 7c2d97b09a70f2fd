import {
  hasScope,
  type PolicyName,
  type Principal,
  parsePolicyName,
  policyHolds,
  type Requirement,
} from '@civic-graph/policy';

/**
 * The atoms that an operation depends on. Callers with the same atoms share one short cache key, hence one
 * plan.
 */
export interface RightsQuestion {
  readonly scopes: readonly string[];
  /** `undefined`: an unknown atom, which no caller has. */
  readonly policies: readonly (PolicyName | undefined)[];
}

export function rightsQuestion(requirements: Iterable<Requirement>): RightsQuestion {
  const scopes = new Set<string>();
  const policies = new Set<string>();
  for (const requirement of requirements) {
    for (const scope of requirement.scopes?.flat() ?? []) scopes.add(scope);
    for (const policy of requirement.policies?.flat() ?? []) policies.add(policy);
  }
  return { scopes: [...scopes].sort(), policies: [...policies].sort().map(parsePolicyName) };
}

/** One character per atom: `1` if the caller has it. The first marks an anonymous caller. */
export function rightsKey(question: RightsQuestion, principal: Principal): string {
  let key = principal.kind === 'anonymous' ? '0' : '1';
  for (const scope of question.scopes) key += hasScope(principal, scope) ? '1' : '0';
  for (const policy of question.policies) {
    key += policy !== undefined && policyHolds(policy, principal) ? '1' : '0';
  }
  return key;
}
