import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { Planner } from './planner.ts';
import { readPlan } from './read-plan.ts';

/**
 * The planner that `@apollo/gateway` carries: the fallback where no native planner is built for the platform.
 *
 * @param supergraphSdl SDL whose SECURITY links have been taken over by the policy index
 */
export function createApolloPlanner(supergraphSdl: string): Planner {
  const supergraph = Supergraph.build(supergraphSdl);
  const planner = new QueryPlanner(supergraph);
  const schema = supergraph.apiSchema();
  return {
    name: 'apollo',
    async plan(operation, { labels }) {
      const overrideConditions = new Map([...labels].map((label) => [label, true]));
      return readPlan(
        planner.buildQueryPlan(operationFromDocument(schema, parse(operation)), { overrideConditions }),
      );
    },
  };
}
