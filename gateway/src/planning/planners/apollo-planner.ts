import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { Planner } from '../planner.ts';
import { readPlan } from './read-plan.ts';

/**
 * The planner that `@apollo/gateway` carries, in this very process: for tests, and for what is not of a
 * client.
 *
 * @param supergraphSdl SDL whose SECURITY links have been taken over by the policy index
 */
export function createApolloPlanner(supergraphSdl: string): Planner {
  const plans = createApolloPlans(supergraphSdl);
  return { name: 'apollo', plan: async (operation, { labels }) => readPlan(plans(operation, [...labels])) };
}

/** @returns plans as the planner makes them, not read yet */
export function createApolloPlans(
  supergraphSdl: string,
): (operation: string, labels: readonly string[]) => unknown {
  const supergraph = Supergraph.build(supergraphSdl);
  const planner = new QueryPlanner(supergraph);
  const schema = supergraph.apiSchema();
  return (operation, labels) => {
    const overrideConditions = new Map(labels.map((label) => [label, true]));
    return planner.buildQueryPlan(operationFromDocument(schema, parse(operation)), { overrideConditions });
  };
}
