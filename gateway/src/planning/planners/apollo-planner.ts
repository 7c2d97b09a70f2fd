import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { Planner } from '../planner.ts';
import { readPlan } from './read-plan.ts';

/**
 * The planner of `@apollo/gateway` in this process, for tests and trusted operations.
 * @param supergraphSdl SDL whose SECURITY links the policy index has taken over
 */
export function createApolloPlanner(supergraphSdl: string): Planner {
  const plans = createApolloPlans(supergraphSdl);
  return { name: 'apollo', plan: async (operation, { labels }) => readPlan(plans(operation, [...labels])) };
}

/** @returns plans in the planner's format, not yet validated */
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
