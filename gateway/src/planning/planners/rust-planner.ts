import { QueryPlanner } from '@graphql-hive/router-query-planner';
import type { Planner } from '../planner.ts';
import { IsolatedPlanner, plannerOf } from './isolated-planner.ts';
import { readPlan } from './read-plan.ts';
import { createRustPlans } from './rust-plans.ts';

/** Plans for all supergraphs; its processes are started by the first operations. */
const native = new IsolatedPlanner('rust');

/**
 * The default planner, native code: about twenty times faster than the planner in JavaScript, and right where that
 * one is wrong (`resolvable: false` keys, conflicting `@requires` arguments).
 *
 * @param supergraphSdl full SDL with its SECURITY links
 * @throws where the supergraph is not valid
 */
export function createRustPlanner(supergraphSdl: string): Planner {
  // Only to hear now, not with the first operation, that it cannot be planned for.
  new QueryPlanner(supergraphSdl);
  return plannerOf('rust', native, supergraphSdl);
}

/**
 * The same in this very process, which ends with an operation that makes it panic: for tests, whose operations nobody else
 * has written.
 */
export function createInProcessRustPlanner(supergraphSdl: string): Planner {
  const plans = createRustPlans(supergraphSdl);
  return {
    name: 'rust',
    plan: async (operation, { labels, percentage }) => readPlan(plans(operation, [...labels], percentage)),
  };
}
