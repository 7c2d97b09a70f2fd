import type { Plan } from '../plan.ts';
import type { Planner } from '../planner.ts';
import { IsolatedPlanner, plannerOf } from './isolated-planner.ts';

/** Started by the first operation that no other planner can plan. */
const stepwise = new IsolatedPlanner('stepwise');

/** The stepwise planner in a separate process, because short operations can keep it busy for seconds. */
export function createIsolatedStepwisePlanner(supergraphSdl: string): Planner {
  return plannerOf('stepwise', stepwise, supergraphSdl, (plan) => plan as Plan | null);
}
