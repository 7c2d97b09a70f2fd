import type { PlanNode } from '../planning/plan.ts';
import type { Planner } from '../planning/planner.ts';
import type { CacheIndex } from './cache-index.ts';
import { entityCaching, rootCaching } from './fetch-caching.ts';

/** Writes on each fetch of a plan how its answer is kept: once per plan, so that no request has to find out. */
export function cachingPlanner(planner: Planner, index: CacheIndex): Planner {
  if (!index.hasHints) return planner;
  return {
    name: planner.name,
    async plan(operation, side) {
      const plan = await planner.plan(operation, side);
      return plan === null ? null : withCaching(plan, index);
    },
  };
}

function withCaching(node: PlanNode, index: CacheIndex): PlanNode {
  switch (node.kind) {
    case 'sequence':
    case 'parallel':
      return { ...node, nodes: node.nodes.map((child) => withCaching(child, index)) };
    case 'condition':
      return {
        ...node,
        whenTrue: node.whenTrue && withCaching(node.whenTrue, index),
        whenFalse: node.whenFalse && withCaching(node.whenFalse, index),
      };
    case 'root': {
      const caching = rootCaching(index, node);
      return caching ? { ...node, fetch: { ...node.fetch, caching } } : node;
    }
    case 'entities': {
      const caching = entityCaching(index, node);
      return caching ? { ...node, fetch: { ...node.fetch, caching } } : node;
    }
  }
}
