import { parse } from 'graphql';
import { requiredFieldsWithArguments } from '../../lib/graphql/required-fields.ts';
import { interfaceObjectNames, interfaceObjectTypes } from '../interface-object-types.ts';
import type { Plan } from '../plan.ts';
import { PlanError, type Planner } from '../planner.ts';
import { addKeys } from '../repairs/add-keys.ts';
import { addTypenames, askTypes } from '../repairs/add-typenames.ts';
import { aliasConflictingRequires } from '../repairs/alias-conflicting-requires.ts';
import { serializePlan } from '../repairs/serialize-plan.ts';
import { splitInterfaceObjectFetches } from '../repairs/split-interface-object-fetch.ts';
import { refuseWriteConflicts } from '../validation/find-write-conflicts.ts';
import { type PlanCheck, readPlanCheck } from '../validation/plan-check.ts';
import { coverageOf } from '../validation/plan-coverage.ts';
import { CheckQueue } from './check-queue.ts';

/**
 * A planner whose plans fetch every field that was asked for, and none over another. Planners leave out
 * fields of some operations: that is no plan then. They also fetch a required field under one key with two
 * arguments: each gets a key of its own; ask members of an interface for what is asked of others: they are
 * asked apart, unless a later fetch needs it; and do at once what needs the result of something else: that is
 * done in turn.
 */
export function validatingPlanner(planner: Planner, supergraphSdl: string): Planner {
  const document = parse(supergraphSdl, { noLocation: true });
  const check = {
    ...readPlanCheck(document),
    seesAsObject: interfaceObjectTypes(document),
    contested: requiredFieldsWithArguments(document),
  };
  const { schema } = check;
  const interfaceObjects = interfaceObjectNames(document);
  const queue = new CheckQueue();
  return {
    name: planner.name,
    async plan(asked, side, callers) {
      const operation = askTypes(asked, schema, interfaceObjects);
      const unchecked = await planner.plan(operation, side, callers);
      await queue.enter(operation);
      const planned = addTypenames(unchecked, schema);
      const plan = aliasConflictingRequires(planned, check);
      refuseWriteConflicts(plan, schema);
      if (plan === null) {
        coverageOf(operation, plan, check);
        return plan;
      }
      const apart = splitInterfaceObjectFetches(operation, plan, check);
      const ways = apart === plan ? [plan] : [apart, plan];
      return firstCovering(operation, [...ways, ...ways.map(serializePlan)], check);
    },
  };
}

/** @throws PlanError of the last where none covers the operation */
function firstCovering(operation: string, [plan, ...others]: readonly Plan[], check: PlanCheck): Plan {
  if (!plan) throw new PlanError('There is no plan');
  try {
    const { keys, unfetched } = coverageOf(operation, plan, check);
    const whole = addKeys(plan, keys);
    return unfetched.size > 0 ? { ...whole, unfetched } : whole;
  } catch (error) {
    if (!(error instanceof PlanError) || others.length === 0) throw error;
    return firstCovering(operation, others, check);
  }
}
