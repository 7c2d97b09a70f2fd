import type { Planner } from '../planner.ts';
import { readPlan } from './read-plan.ts';
import { createRustPlans } from './rust-plans.ts';

/**
 * The native planner in this process, for tests only: a panic on a supergraph or operation aborts the
 * process.
 */
export function createInProcessRustPlanner(supergraphSdl: string): Planner {
  const plans = createRustPlans(supergraphSdl);
  return {
    name: 'rust',
    plan: async (operation, { labels, percentage }) => readPlan(plans(operation, [...labels], percentage)),
  };
}
