import { possibleTypes } from '@civic-graph/supergraph/graphql';
import { Kind, type SelectionSetNode } from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import type { Plan, UnfetchedTypes } from '../plan.ts';
import { PlanError } from '../planner.ts';
import { type Candidates, candidatesAtRoot, reachedBy } from './candidates.ts';
import { type FollowedPlan, followPlan } from './follow-plan.ts';
import { resultOf } from './given-fields.ts';
import type { PlanCheck } from './plan-check.ts';
import { fragmentOf, readSelected } from './selected.ts';
import { isCalled, narrowed, type Place } from './supplied-places.ts';

/*
 * Compares the operation with the data that the plan supplies, because a field that a planner omits would
 * become an unexplained null.
 */

export interface Coverage extends Pick<FollowedPlan, 'keys'> {
  /** Empty if every object is answered completely, whatever its type. */
  readonly unfetched: UnfetchedTypes;
}

/**
 * @throws PlanError if a field of the operation is not fetched for all its types, or is fetched with other
 *   arguments, without its requirements, or from a subgraph that does not have it
 */
export function coverageOf(operation: string, plan: Plan | null, check: PlanCheck): Coverage {
  const asked = readSelected(operation);
  const root = check.schema.getRootType(asked.operation.operation);
  if (!root) throw new PlanError('The operation has no root type');
  const { data, keys } = followPlan(plan, root.name, check);
  const unfetched = new Map<string, Set<string>>();
  ensure(asked.operation.selectionSet, {
    place: data,
    types: data.types,
    certain: data.types,
    candidates: candidatesAtRoot(check),
    path: '',
  });
  return { keys, unfetched };

  function ensure({ selections }: SelectionSetNode, at: Position): void {
    if (at.types.size === 0) return;
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) {
        const [condition, below] = fragmentOf(selection, asked);
        ensure(below, { ...at, types: narrowed(at.types, condition, check.schema) });
        continue;
      }
      const name = selection.name.value;
      if (name === '__typename') continue;
      const key = responseKeyOf(selection);
      const supply = at.place.fields.get(key);
      const supplied = [...at.types].filter((type) => {
        if (supply && isCalled(supply, type, selection, check.schema)) return true;
        if (at.certain.has(type)) {
          const how = supply?.calls.has(type)
            ? `A fetch of the plan asks for ${type}.${name} with other arguments`
            : `No fetch of the plan supplies ${type}.${name}`;
          throw new PlanError(how);
        }
        unfetched.set(at.path, (unfetched.get(at.path) ?? new Set()).add(type));
        return false;
      });
      if (!selection.selectionSet || !supply) continue;
      const { types, certain, candidates } = below(name, supplied, at.candidates);
      const required = [...certain].filter((type) => supply.below.types.has(type));
      ensure(selection.selectionSet, {
        place: supply.below,
        types,
        certain: new Set(required),
        candidates,
        path: at.path === '' ? key : `${at.path}.${key}`,
      });
    }
  }

  /** The result of a field on objects of several types. */
  function below(field: string, parents: readonly string[], candidates: Candidates): Below {
    const types = new Set<string>();
    const certain = new Set<string>();
    const reached = new Map<string, SelectionSetNode[]>();
    for (const parent of parents) {
      const result = resultOf(parent, field, check.schema);
      const owners = reachedBy(candidates, parent, field, check);
      for (const [subgraph, provided] of owners) {
        reached.set(subgraph, [...(reached.get(subgraph) ?? []), ...provided]);
      }
      const known = [...owners.keys()].map((subgraph) => check.runtimeTypes(subgraph, result?.name ?? ''));
      for (const { name } of possibleTypes(result, check.schema)) {
        types.add(name);
        if (known.every((ofOwner) => ofOwner.has(name))) certain.add(name);
      }
    }
    return { types, certain, candidates: reached };
  }
}

interface Below {
  /** Types that the client may receive. */
  readonly types: ReadonlySet<string>;
  /** Types known to every subgraph that could fetch the field. */
  readonly certain: ReadonlySet<string>;
  readonly candidates: Candidates;
}

interface Position extends Below {
  readonly place: Place;
  /** Response keys, from the top. */
  readonly path: string;
}
