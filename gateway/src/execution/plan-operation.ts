import { PublicError } from '@civic-graph/errors';
import { mutationSteps } from '../planning/mutation-steps.ts';
import type { Plan, PlanNode, RootFetchNode, UnfetchedTypes } from '../planning/plan.ts';
import type { PlanWaiters } from '../planning/plan-waiters.ts';
import { PlanBudgetError, PlanError } from '../planning/planner.ts';
import type { OverrideContext } from '../planning/progressive-override.ts';
import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';

export interface PlannedOperation {
  /** `null` if nothing has to be fetched. */
  readonly plan: PlanNode | null;
  /** The subscription's own fetch; `plan` completes each of its events. */
  readonly events: RootFetchNode | null;
  /** Types whose selection the plan does not fetch completely, by path. */
  readonly unfetched: UnfetchedTypes;
}

/**
 * @param operation `null` if nothing may be fetched
 * @throws PublicError OVERLOADED, OPERATION_LIMIT_EXCEEDED, PLAN_FAILED; the planner's message is only for
 * the operator's log
 */
export async function planOperation(
  { planner }: ServedSupergraph,
  operation: string | null,
  override: OverrideContext,
  callers: PlanWaiters,
): Promise<PlannedOperation> {
  if (operation === null) return nothing;
  try {
    if (operation.startsWith('subscription'))
      return ofSubscription(await planner.plan(operation, override, callers));
    const plans = await Promise.all(
      mutationSteps(operation).map((step) => planner.plan(step, override, callers)),
    );
    const nodes = plans.filter((node) => node !== null).map(withoutEvents);
    return {
      plan: nodes.length > 1 ? { kind: 'sequence', nodes } : (nodes[0] ?? null),
      events: null,
      // Steps of a mutation have only the root in common, which has one type.
      unfetched: new Map(plans.flatMap((plan) => [...(plan?.unfetched ?? [])])),
    };
  } catch (error) {
    if (error instanceof PublicError) throw error;
    if (error instanceof PlanBudgetError) {
      throw new PublicError(
        'OPERATION_LIMIT_EXCEEDED',
        'The operation is too complex to plan; split it into smaller operations.',
      );
    }
    const originalError = error instanceof Error ? error : new Error(String(error));
    throw new PublicError('PLAN_FAILED', undefined, { originalError });
  }
}

const nothing: PlannedOperation = { plan: null, events: null, unfetched: new Map() };

function ofSubscription(plan: Plan | null): PlannedOperation {
  const unfetched = plan?.unfetched ?? nothing.unfetched;
  return plan?.kind === 'subscription'
    ? { plan: plan.rest, events: plan.primary, unfetched }
    : { plan, events: null, unfetched };
}

function withoutEvents(plan: Plan): PlanNode {
  if (plan.kind === 'subscription')
    throw new PlanError('The plan of a query or mutation is a subscription plan');
  return plan;
}
