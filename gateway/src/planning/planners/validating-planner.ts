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
 * Rejects plans that miss a requested field or overwrite one with another, after repairs: own keys for
 * conflicting `@requires` calls, split interface object fetches, serialized dependent fetches.
 */
export function validatingPlanner(planner: Planner, supergraphSdl: string): Planner {
  const document = parse(supergraphSdl, { noLocation: true });
  const check = {
    ...readPlanCheck(document),
    isInterfaceObject: interfaceObjectTypes(document),
    contested: requiredFieldsWithArguments(document),
  };
  const { schema } = check;
  const interfaceObjects = interfaceObjectNames(document);
  const queue = new CheckQueue();
  return {
    name: planner.name,
    async plan(asked, context, callers) {
      const operation = askTypes(asked, schema, interfaceObjects);
      const unchecked = await planner.plan(operation, context, callers);
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

/** @throws PlanError of the last attempt if none is valid */
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
