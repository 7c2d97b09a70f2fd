import type { EntityFetchNode, FetchOperation, Plan, PlanNode, RootFetchNode } from './plan.ts';
import type { Planner } from './planner.ts';

/** Works something out for a fetch of a plan: once per plan, so that no request has to. */
export type FetchAnnotator = (node: RootFetchNode | EntityFetchNode) => FetchOperation;

/** A planner whose plans carry what `annotate` writes on their fetches. */
export function annotatedPlanner(planner: Planner, annotate: FetchAnnotator): Planner {
  return {
    name: planner.name,
    async plan(operation, side) {
      const plan = await planner.plan(operation, side);
      return plan === null ? null : mapPlan(plan, annotate);
    },
  };
}

function mapPlan(plan: Plan, annotate: FetchAnnotator): Plan {
  if (plan.kind !== 'subscription') return mapFetches(plan, annotate);
  // The stream itself is neither kept nor shared.
  return { ...plan, rest: plan.rest && mapFetches(plan.rest, annotate) };
}

function mapFetches(node: PlanNode, annotate: FetchAnnotator): PlanNode {
  switch (node.kind) {
    case 'sequence':
    case 'parallel':
      return { ...node, nodes: node.nodes.map((child) => mapFetches(child, annotate)) };
    case 'condition':
      return {
        ...node,
        whenTrue: node.whenTrue && mapFetches(node.whenTrue, annotate),
        whenFalse: node.whenFalse && mapFetches(node.whenFalse, annotate),
      };
    case 'root':
    case 'entities':
      return { ...node, fetch: annotate(node) };
  }
}
