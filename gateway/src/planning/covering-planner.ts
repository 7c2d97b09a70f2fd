import { buildASTSchema, parse } from 'graphql';
import { readOwnership } from '../supergraph/subgraph-ownership.ts';
import { keepCallsApart } from './calls-apart.ts';
import { inTurn } from './in-turn.ts';
import { ensureCovered } from './plan-coverage.ts';
import { PlanError, type Planner } from './planner.ts';
import { requiredFieldsWithArguments } from './required-fields.ts';
import { runtimeTypes } from './runtime-types.ts';
import { subgraphFields } from './subgraph-fields.ts';
import { ensureWrittenOnce } from './written-once.ts';

/**
 * A planner whose plans fetch every field that was asked for, and none over another. Planners leave out fields of some
 * operations: that is no plan then. They also do at once what needs each other: that is done in turn.
 */
export function coveringPlanner(planner: Planner, supergraphSdl: string): Planner {
  const document = parse(supergraphSdl, { noLocation: true });
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  const check = {
    schema,
    runtimeTypes: runtimeTypes(document, schema),
    fieldOf: subgraphFields(document),
    contested: requiredFieldsWithArguments(document),
    isKnown: readOwnership(document).isAnsweredBy,
  };
  return {
    name: planner.name,
    async plan(operation, side) {
      const plan = keepCallsApart(await planner.plan(operation, side), check);
      ensureWrittenOnce(plan, schema);
      try {
        ensureCovered(operation, plan, check);
        return plan;
      } catch (error) {
        if (!(error instanceof PlanError) || plan === null) throw error;
        const slower = inTurn(plan);
        ensureCovered(operation, slower, check);
        return slower;
      }
    },
  };
}
