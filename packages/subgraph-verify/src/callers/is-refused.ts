import { decide, type FieldRequirements, type Principal, type Requirement } from '@civic-graph/policy';
import { isStranger } from './stranger.ts';

/** The rules on a field. */
export interface Guard extends FieldRequirements {
  /**
   * Whether the owner of the object is known: not for fields of `Query`, which belong to nobody, nor for an
   * object that each caller has, such as `me`.
   */
  readonly hasOwner: boolean;
}

/**
 * Whether the rules refuse this caller, as far as that is known without the object. It belongs to the caller,
 * unless the caller was created without any objects.
 */
export function isRefused({ ofParent, ofResult, hasOwner }: Guard, caller: Principal, strangerKey: string) {
  const parent = hasOwner && isStranger(caller, strangerKey) ? {} : undefined;
  return (
    ofParent.some((requirement) => !decide(requirement, caller, parent).allowed) ||
    // The result is not loaded yet; its own fields decide.
    ofResult.some((requirement) => !decide(requirement, caller).allowed)
  );
}

export function requirementsOf({ ofParent, ofResult }: Guard): readonly Requirement[] {
  return [...ofParent, ...ofResult];
}
