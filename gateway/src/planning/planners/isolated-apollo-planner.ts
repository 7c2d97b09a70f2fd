import type { Planner } from '../planner.ts';
import { IsolatedPlanner, named, plannerOf } from './isolated-planner.ts';

/**
 * Started by the first operation that the other planner finds no plan for; or, without that one, by the
 * first.
 */
const apollo = new IsolatedPlanner('apollo');

/**
 * The planner that `@apollo/gateway` carries: the fallback, and the only one where no native planner is built
 * for the platform.
 *
 * @param supergraphSdl SDL whose SECURITY links have been taken over by the policy index
 */
export function createIsolatedApolloPlanner(supergraphSdl: string): Planner {
  return plannerOf('apollo', apollo, supergraphSdl);
}

/** @throws PlanError where the supergraph cannot be planned for */
export function loadForApollo(supergraphSdl: string): Promise<void> {
  return apollo.load(named(supergraphSdl));
}
