import { errorTable, PublicError } from '@civic-graph/errors';
import {
  type Decision,
  decide,
  type Principal,
  type Requirement,
  type Resource,
  whoMayUse,
} from '@civic-graph/policy';

/** Returns the refusal of the first requirement that fails, or `null`. */
export function judge(
  requirements: readonly Requirement[],
  principal: Principal,
  resource: Resource | undefined,
  coordinate: string,
): PublicError | null {
  for (const requirement of requirements) {
    const decision = decide(requirement, principal, resource);
    if (!decision.allowed) return refusal(decision, coordinate);
  }
  return null;
}

/** Same words and extensions as the gateway's refusals, so that clients handle one form. */
function refusal(decision: Decision & { allowed: false }, coordinate: string): PublicError {
  const { rule, missing } = decision;
  const { words, others } = whoMayUse(missing);
  const why = words !== null && others.length === 0 ? `: ${words}` : '';
  return new PublicError('FORBIDDEN', `Not authorized to access ${coordinate}${why}.`, {
    extensions: { coordinate, rule, missing, remedy: errorTable.FORBIDDEN.remedy },
  });
}
