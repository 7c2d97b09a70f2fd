import { QueryPlanner } from '@graphql-hive/router-query-planner';
import type { Planner } from './planner.ts';
import { readPlan } from './read-plan.ts';

/**
 * The default planner, native code: about twenty times faster than the planner in JavaScript, and right where that
 * one is wrong (`resolvable: false` keys, conflicting `@requires` arguments).
 *
 * @param supergraphSdl full SDL with its SECURITY links
 * @throws where the supergraph is not valid
 */
export function createRustPlanner(supergraphSdl: string): Planner {
  const planner = new QueryPlanner(supergraphSdl);
  return {
    name: 'rust',
    // All four arguments are passed: the native binding reads whatever lies behind an absent one.
    plan: async (operation, { labels, percentage }) =>
      readPlan(await planner.planAsync(operation, null, new Set(labels), percentage)),
  };
}
