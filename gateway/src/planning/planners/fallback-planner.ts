import { PublicError } from '@civic-graph/errors';
import { PlanBudgetError, type Planner } from '../planner.ts';

/**
 * Plans by the first planner, and where that one finds no plan, by another: some operations are beyond
 * either. The second is made when it is first needed, since it takes a schema of its own.
 *
 * @param report told why the first found no plan; it may quote the client's document
 */
export function withFallback(
  first: Planner,
  createSecond: () => Promise<Planner>,
  report: (reason: unknown) => void,
): Planner {
  let second: Promise<Planner> | undefined;
  return {
    name: first.name,
    async plan(operation, side, callers) {
      try {
        return await first.plan(operation, side, callers);
      } catch (reason) {
        report(reason);
        if (reason instanceof PlanBudgetError || reason instanceof PublicError) throw reason;
        second ??= createSecond();
        return (await second).plan(operation, side, callers);
      }
    },
  };
}
