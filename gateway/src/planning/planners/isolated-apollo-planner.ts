import { Supergraph } from '@apollo/federation-internals';
import type { Planner } from '../planner.ts';
import { IsolatedPlanner, plannerOf } from './isolated-planner.ts';

/** Started by the first operation that the other planner finds no plan for; or, without that one, by the first. */
const apollo = new IsolatedPlanner('apollo');

/**
 * The planner that `@apollo/gateway` carries: the fallback, and the only one where no native planner is built for the
 * platform.
 *
 * @param supergraphSdl SDL whose SECURITY links have been taken over by the policy index
 * @throws where the supergraph is not valid
 */
export function createIsolatedApolloPlanner(supergraphSdl: string): Planner {
  // Only to hear now, not with the first operation, that it cannot be planned for.
  Supergraph.build(supergraphSdl);
  return plannerOf('apollo', apollo, supergraphSdl);
}
