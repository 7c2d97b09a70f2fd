import { PublicError } from '@civic-graph/errors';
import { PlanBudgetError, type Planner } from '../planner.ts';

/**
 * Uses a second planner for operations that the first cannot plan, created lazily since it has a schema of
 * its own.
 * @param report receives the first planner's error, which may quote the client's document
 */
export function withFallback(
  first: Planner,
  createSecond: () => Promise<Planner>,
  report: (reason: unknown) => void,
): Planner {
  let second: Promise<Planner> | undefined;
  return {
    name: first.name,
    async plan(operation, context, callers) {
      try {
        return await first.plan(operation, context, callers);
      } catch (reason) {
        report(reason);
        if (reason instanceof PlanBudgetError || reason instanceof PublicError) throw reason;
        second ??= createSecond();
        return (await second).plan(operation, context, callers);
      }
    },
  };
}
