import { type Decision, decide, type Principal, type Requirement } from '@civic-graph/policy';
import type { PolicyIndex } from '@civic-graph/supergraph/policy-index';

/** The agency or the platform has switched the field off, for all callers or for this app. */
export interface SwitchedOff {
  readonly allowed: false;
  readonly rule: 'switchedOff';
  /** No caller can satisfy this. */
  readonly missing: readonly [];
  /** The agency's notice. */
  readonly notice: string;
  /** `null`: the platform. */
  readonly agency: string | null;
  readonly since: string;
}

export type Refusal = Extract<Decision, { allowed: false }> | SwitchedOff;

/** One caller's access to the fields of one supergraph. */
export interface Access {
  /** `null` if the caller may read `type.field`. `__typename` is as open as its type. */
  refusalOf(typeName: string, fieldName: string): Refusal | null;
}

export function accessOf(index: PolicyIndex, principal: Principal): Access {
  const decided = new Map<string, Refusal | null>();
  return {
    refusalOf(typeName, fieldName) {
      const coordinate = `${typeName}.${fieldName}`;
      let refusal = decided.get(coordinate);
      if (refusal === undefined) {
        refusal = firstRefusal(index.requirementsOf(typeName, fieldName), principal);
        decided.set(coordinate, refusal);
      }
      return refusal;
    },
  };
}

function firstRefusal(requirements: readonly Requirement[], principal: Principal): Refusal | null {
  for (const requirement of requirements) {
    const decision = decide(requirement, principal);
    if (!decision.allowed) return decision;
  }
  return null;
}

/**
 * Allows everything and adds each requirement that would be checked to `requirements`, because an answer
 * depends on them.
 */
export function recordingAccess(index: PolicyIndex, requirements: Set<Requirement>): Access {
  return {
    refusalOf(typeName, fieldName) {
      for (const requirement of index.requirementsOf(typeName, fieldName)) requirements.add(requirement);
      return null;
    },
  };
}
