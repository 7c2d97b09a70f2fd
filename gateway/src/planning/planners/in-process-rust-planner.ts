import type { Planner } from '../planner.ts';
import { readPlan } from './read-plan.ts';
import { createRustPlans } from './rust-plans.ts';

/**
 * The native planner in this very process, which ends with a supergraph or an operation that makes it panic: for tests, whose
 * supergraphs and operations nobody else has written.
 */
export function createInProcessRustPlanner(supergraphSdl: string): Planner {
  const plans = createRustPlans(supergraphSdl);
  return {
    name: 'rust',
    plan: async (operation, { labels, percentage }) => readPlan(plans(operation, [...labels], percentage)),
  };
}
