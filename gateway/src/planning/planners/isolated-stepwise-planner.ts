import type { Plan } from '../plan.ts';
import type { Planner } from '../planner.ts';
import { IsolatedPlanner, plannerOf } from './isolated-planner.ts';

/** Started by the first operation that no other planner finds a plan for. */
const stepwise = new IsolatedPlanner('stepwise');

/** Some operations keep it busy for seconds: what it tries grows with the ways that there are. */
export function createIsolatedStepwisePlanner(supergraphSdl: string): Planner {
  return plannerOf('stepwise', stepwise, supergraphSdl, (plan) => plan as Plan | null);
}
