import type { Planner } from './planner.ts';

/** A planner that reports its duration. */
export function timedPlanner(
  planner: Planner,
  told: (outcome: 'planned' | 'failed', seconds: number) => void,
): Planner {
  return {
    name: planner.name,
    async plan(operation, side, callers) {
      const start = performance.now();
      const since = () => (performance.now() - start) / 1000;
      try {
        const plan = await planner.plan(operation, side, callers);
        told('planned', since());
        return plan;
      } catch (error) {
        told('failed', since());
        throw error;
      }
    },
  };
}
