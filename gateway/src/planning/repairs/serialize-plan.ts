import type { Plan, PlanNode } from '../plan.ts';

/** The plan with its parallel nodes serialized. */
export function serializePlan(plan: Plan): Plan {
  if (plan.kind !== 'subscription') return serializeNode(plan);
  return { ...plan, rest: plan.rest && serializeNode(plan.rest) };
}

function serializeNode(node: PlanNode): PlanNode {
  switch (node.kind) {
    case 'sequence':
    case 'parallel':
      return { kind: 'sequence', nodes: node.nodes.map(serializeNode) };
    case 'condition': {
      const { whenTrue, whenFalse } = node;
      return {
        ...node,
        whenTrue: whenTrue && serializeNode(whenTrue),
        whenFalse: whenFalse && serializeNode(whenFalse),
      };
    }
    default:
      return node;
  }
}
