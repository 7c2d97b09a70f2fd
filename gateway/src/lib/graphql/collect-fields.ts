import { type TypeWithFields, takesIn } from '@civic-graph/supergraph/graphql';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Inclusion } from './inclusion.ts';
import { responseKeyOf } from './response-key.ts';

/**
 * GraphQL's CollectFields (October 2021, section 6.3.2) for one object type: response key -> its field nodes.
 * @param selectionSets the selection of one object
 */
export function collectFields(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  type: TypeWithFields,
  selectionSets: readonly SelectionSetNode[],
  included: Inclusion,
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  for (const selectionSet of selectionSets) collect(selectionSet);
  return fields;

  function collect(selectionSet: SelectionSetNode): void {
    for (const selection of selectionSet.selections) {
      if (!included(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = responseKeyOf(selection);
        const nodes = fields.get(key);
        if (nodes) nodes.push(selection);
        else fields.set(key, [selection]);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment && applies(fragment.typeCondition?.name.value)) collect(fragment.selectionSet);
    }
  }

  function applies(typeCondition: string | undefined): boolean {
    return typeCondition === undefined || takesIn(typeCondition, type.name, schema);
  }
}
