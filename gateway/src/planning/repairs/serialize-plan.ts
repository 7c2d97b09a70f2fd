import type { Plan, PlanNode } from '../plan.ts';

/** The plan with its parallel nodes serialized. */
export function serializePlan(plan: Plan): Plan {
  if (plan.kind !== 'subscription') return nodeInTurn(plan);
  return { ...plan, rest: plan.rest && nodeInTurn(plan.rest) };
}

function nodeInTurn(node: PlanNode): PlanNode {
  switch (node.kind) {
    case 'sequence':
    case 'parallel':
      return { kind: 'sequence', nodes: node.nodes.map(nodeInTurn) };
    case 'condition': {
      const { whenTrue, whenFalse } = node;
      return {
        ...node,
        whenTrue: whenTrue && nodeInTurn(whenTrue),
        whenFalse: whenFalse && nodeInTurn(whenFalse),
      };
    }
    default:
      return node;
  }
}
