import { decide, type FieldRequirements, type Principal, type Requirement } from '@civic-graph/policy';
import { isStranger } from './stranger.ts';

/** The rules on a field. */
export interface Guard extends FieldRequirements {
  /**
   * Whether it is known to whom the object belongs: not for fields of `Query`, which belong to nobody, nor
   * for an object that each caller has, such as `me`.
   */
  readonly hasOwner: boolean;
}

/**
 * Whether the rules refuse this caller, as far as that is known without the object: it belongs to the caller,
 * except to one that was made to own nothing.
 */
export function isRefused({ ofParent, ofResult, hasOwner }: Guard, caller: Principal, strangerKey: string) {
  const parent = hasOwner && isStranger(caller, strangerKey) ? {} : undefined;
  return (
    ofParent.some((requirement) => !decide(requirement, caller, parent).allowed) ||
    // The object below is not loaded yet; its own fields judge it.
    ofResult.some((requirement) => !decide(requirement, caller).allowed)
  );
}

export function requirementsOf({ ofParent, ofResult }: Guard): readonly Requirement[] {
  return [...ofParent, ...ofResult];
}
