import type { FetchOperation } from './plan.ts';
import { type FetchNode, mapFetches } from './plan-fetches.ts';
import type { Planner } from './planner.ts';

/** Works something out for a fetch of a plan: once per plan, so that no request has to. */
export type FetchAnnotator = (node: FetchNode) => FetchOperation;

/** A planner whose plans carry what `annotate` writes on their fetches. */
export function annotatedPlanner(planner: Planner, annotate: FetchAnnotator): Planner {
  const annotated = (node: FetchNode): FetchNode => ({ ...node, fetch: annotate(node) });
  return {
    name: planner.name,
    async plan(operation, side, callers) {
      const plan = await planner.plan(operation, side, callers);
      if (plan === null) return null;
      if (plan.kind !== 'subscription') return mapFetches(plan, annotated);
      // The stream itself is neither kept nor shared.
      return { ...plan, rest: plan.rest && mapFetches(plan.rest, annotated) };
    },
  };
}
