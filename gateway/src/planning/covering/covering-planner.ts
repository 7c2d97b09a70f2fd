import { parse } from 'graphql';
import type { Plan } from '../plan.ts';
import { PlanError, type Planner } from '../planner.ts';
import { requiredFieldsWithArguments } from '../required-fields.ts';
import { interfaceObjectNames, subgraphsThatSeeObjects } from '../sees-as-object.ts';
import { keepCallsApart } from './calls-apart.ts';
import { inTurn } from './in-turn.ts';
import { keepMembersApart } from './members-apart.ts';
import { type PlanCheck, readPlanCheck } from './plan-check.ts';
import { coverageOf } from './plan-coverage.ts';
import { withKeys } from './with-keys.ts';
import { askTypes, tellTypes } from './with-typenames.ts';
import { ensureWrittenOnce } from './written-once.ts';

/**
 * A planner whose plans fetch every field that was asked for, and none over another. Planners leave out fields of some
 * operations: that is no plan then. They also fetch a required field under one key with two arguments: each gets a key of its
 * own; ask members of an interface for what is asked of others: they are asked apart, unless a later fetch needs it; and do at
 * once what needs the result of something else: that is done in turn.
 */
export function coveringPlanner(planner: Planner, supergraphSdl: string): Planner {
  const document = parse(supergraphSdl, { noLocation: true });
  const check = {
    ...readPlanCheck(document),
    seesAsObject: subgraphsThatSeeObjects(document),
    contested: requiredFieldsWithArguments(document),
  };
  const { schema } = check;
  const interfaceObjects = interfaceObjectNames(document);
  return {
    name: planner.name,
    async plan(asked, side, callers) {
      const operation = askTypes(asked, schema, interfaceObjects);
      const planned = tellTypes(await planner.plan(operation, side, callers), schema);
      const plan = keepCallsApart(planned, check);
      ensureWrittenOnce(plan, schema);
      if (plan === null) {
        coverageOf(operation, plan, check);
        return plan;
      }
      const apart = keepMembersApart(operation, plan, check);
      const ways = apart === plan ? [plan] : [apart, plan];
      return firstCovering(operation, [...ways, ...ways.map(inTurn)], check);
    },
  };
}

/** @throws PlanError of the last where none covers the operation */
function firstCovering(operation: string, [plan, ...others]: readonly Plan[], check: PlanCheck): Plan {
  if (!plan) throw new PlanError('There is no plan');
  try {
    const { keys, unfetched } = coverageOf(operation, plan, check);
    const whole = withKeys(plan, keys);
    return unfetched.size > 0 ? { ...whole, unfetched } : whole;
  } catch (error) {
    if (!(error instanceof PlanError) || others.length === 0) throw error;
    return firstCovering(operation, others, check);
  }
}
