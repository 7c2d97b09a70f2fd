import type { EntityFetchNode, Plan, PlanNode, RootFetchNode } from './plan.ts';

export type FetchNode = RootFetchNode | EntityFetchNode;

/** Every fetch of a plan, including the subscription's own. */
export function fetchesOf(plan: Plan): readonly FetchNode[] {
  switch (plan.kind) {
    case 'subscription':
      return [plan.primary, ...(plan.rest === null ? [] : fetchesOf(plan.rest))];
    case 'sequence':
    case 'parallel':
      return plan.nodes.flatMap(fetchesOf);
    case 'condition':
      return [plan.whenTrue, plan.whenFalse].flatMap((branch) => (branch === null ? [] : fetchesOf(branch)));
    case 'root':
    case 'entities':
      return [plan];
  }
}

/** The same plan with other fetches. */
export function mapFetches(node: PlanNode, change: (fetch: FetchNode) => FetchNode): PlanNode {
  switch (node.kind) {
    case 'sequence':
    case 'parallel':
      return { ...node, nodes: node.nodes.map((child) => mapFetches(child, change)) };
    case 'condition':
      return {
        ...node,
        whenTrue: node.whenTrue && mapFetches(node.whenTrue, change),
        whenFalse: node.whenFalse && mapFetches(node.whenFalse, change),
      };
    case 'root':
    case 'entities':
      return change(node);
  }
}
