import type { FetchOperation } from './plan.ts';
import { type FetchNode, mapFetches } from './plan-fetches.ts';
import type { Planner } from './planner.ts';

/** Derives a property of a fetch once per plan instead of once per request. */
export type FetchAnnotator = (node: FetchNode) => FetchOperation;

/** A planner whose fetches, a subscription's own included, carry the result of `annotate`. */
export function annotatedPlanner(planner: Planner, annotate: FetchAnnotator): Planner {
  const annotated = <Node extends FetchNode>(node: Node): Node => ({ ...node, fetch: annotate(node) });
  return {
    name: planner.name,
    async plan(operation, context, callers) {
      const plan = await planner.plan(operation, context, callers);
      if (plan === null) return null;
      if (plan.kind !== 'subscription') return mapFetches(plan, annotated);
      return {
        ...plan,
        primary: annotated(plan.primary),
        rest: plan.rest && mapFetches(plan.rest, annotated),
      };
    },
  };
}
