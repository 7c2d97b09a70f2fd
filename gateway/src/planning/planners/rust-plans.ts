import { QueryPlanner } from '@graphql-hive/router-query-planner';

/**
 * @returns plans in the native planner's format, not yet validated; some supergraphs and operations make it
 * panic, and the process ends
 */
export function createRustPlans(
  supergraphSdl: string,
): (operation: string, labels: readonly string[], percentage: number) => unknown {
  const planner = new QueryPlanner(supergraphSdl);
  // All four arguments are passed: the native binding reads beyond an absent one.
  return (operation, labels, percentage) => planner.plan(operation, null, new Set(labels), percentage);
}
