import type { Planner } from '../planner.ts';
import { IsolatedPlanner, named, plannerOf } from './isolated-planner.ts';

/**
 * Started by the first operation that the native planner cannot plan, or by the first one without a native
 * planner.
 */
const apollo = new IsolatedPlanner('apollo');

/**
 * The planner of `@apollo/gateway`: the fallback, and the only one where no native planner is built for the
 * platform.
 * @param supergraphSdl SDL whose SECURITY links the policy index has taken over
 */
export function createIsolatedApolloPlanner(supergraphSdl: string): Planner {
  return plannerOf('apollo', apollo, supergraphSdl);
}

/** @throws PlanError if the planner rejects the supergraph */
export function loadForApollo(supergraphSdl: string): Promise<void> {
  return apollo.load(named(supergraphSdl));
}
