import { QueryPlanner } from '@graphql-hive/router-query-planner';

/**
 * @returns plans as the native planner makes them, not read yet. Some supergraphs and operations make it
 * panic, and the process ends
 */
export function createRustPlans(
  supergraphSdl: string,
): (operation: string, labels: readonly string[], percentage: number) => unknown {
  const planner = new QueryPlanner(supergraphSdl);
  // All four arguments are passed: the native binding reads whatever lies behind an absent one.
  return (operation, labels, percentage) => planner.plan(operation, null, new Set(labels), percentage);
}
