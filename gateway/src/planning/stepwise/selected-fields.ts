import { takesIn } from '@civic-graph/supergraph/graphql';
import { type FieldNode, type GraphQLSchema, Kind, type SelectionSetNode } from 'graphql';
import { responseKeyOf } from '../../lib/graphql/response-key.ts';
import { PlanError } from '../planner.ts';

/** The selection on objects of one type, each response key once; fragments are expanded before. */
export function selectedFields(
  sets: readonly SelectionSetNode[],
  type: string,
  schema: GraphQLSchema,
): FieldNode[] {
  const fields = new Map<string, FieldNode>();
  for (const set of sets) collect(set);
  return [...fields.values()];

  function collect({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        throw new PlanError('A fragment spread was not inlined (a defect of this gateway)');
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        if (condition === undefined || takesIn(condition, type, schema)) collect(selection.selectionSet);
        continue;
      }
      if (selection.name.value === '__typename') continue;
      const key = responseKeyOf(selection);
      const known = fields.get(key);
      fields.set(key, known ? merged(known, selection) : selection);
    }
  }
}

function merged(one: FieldNode, other: FieldNode): FieldNode {
  const selections = [...(one.selectionSet?.selections ?? []), ...(other.selectionSet?.selections ?? [])];
  return selections.length > 0 ? { ...one, selectionSet: { kind: Kind.SELECTION_SET, selections } } : one;
}
