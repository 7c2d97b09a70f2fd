import type { Plan } from '../plan.ts';
import { type FetchNode, mapFetches } from '../plan-fetches.ts';
import type { MissingKeys } from '../validation/follow-plan.ts';

/** The plan with representations that carry these keys too. */
export function addKeys(plan: Plan, keys: MissingKeys): Plan {
  if (keys.size === 0) return plan;
  const change = (node: FetchNode): FetchNode => {
    if (node.kind === 'root') return node;
    const inputs = node.inputs.map((input) => {
      const missing = keys.get(input);
      return missing ? { ...input, requires: [...input.requires, ...missing] } : input;
    });
    return { ...node, inputs };
  };
  if (plan.kind !== 'subscription') return mapFetches(plan, change);
  return { ...plan, rest: plan.rest && mapFetches(plan.rest, change) };
}
