import { errorTable, PublicError } from '@civic-graph/errors';
import {
  type Decision,
  decide,
  type Principal,
  type Requirement,
  type Resource,
  whoMayUse,
} from '@civic-graph/policy';

/** The refusal of the first requirement that does not hold, or `null` where all hold. */
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

/**
 * With the words of the gateway's own refusals, and what these have beside their code, so that a client needs
 * to know one form.
 */
function refusal(decision: Decision & { allowed: false }, coordinate: string): PublicError {
  const { rule, missing } = decision;
  const { words, others } = whoMayUse(missing);
  const why = words !== null && others.length === 0 ? `: ${words}` : '';
  return new PublicError('FORBIDDEN', `${coordinate} is not open to this caller${why}.`, {
    extensions: { coordinate, rule, missing, remedy: errorTable.FORBIDDEN.remedy },
  });
}
