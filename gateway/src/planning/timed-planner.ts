import type { Planner } from './planner.ts';

/** A planner that reports its duration. */
export function timedPlanner(
  planner: Planner,
  report: (outcome: 'planned' | 'failed', seconds: number) => void,
): Planner {
  return {
    name: planner.name,
    async plan(operation, context, callers) {
      const start = performance.now();
      const since = () => (performance.now() - start) / 1000;
      try {
        const plan = await planner.plan(operation, context, callers);
        report('planned', since());
        return plan;
      } catch (error) {
        report('failed', since());
        throw error;
      }
    },
  };
}
